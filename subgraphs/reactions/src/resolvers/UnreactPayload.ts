import type { Payload } from '@ursa/subgraph-kit';
import type { Subject } from '../subjects/subject.ts';

/** What `unreact` answers. */
export type Unreacted = Payload<'subject', Subject>;
