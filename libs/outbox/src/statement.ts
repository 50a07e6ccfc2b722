export { statement } from '@ursa/database';
