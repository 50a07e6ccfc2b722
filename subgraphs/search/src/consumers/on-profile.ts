import { ProfileChanged, ProfileCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { indexPerson } from '../domain/index-person.ts';

export const onProfileCreated = consumer(ProfileCreated, (event, { tx }) => indexPerson(tx, event));
export const onProfileChanged = consumer(ProfileChanged, (event, { tx }) => indexPerson(tx, event));
