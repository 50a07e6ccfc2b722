import { drizzleConfig } from '@ursa/database/drizzle-config';

export default drizzleConfig('media');
