import { newId } from '@ursa/ids';
import { openTracing } from '@ursa/telemetry';
import { traceReceiver } from '@ursa/testkit';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const notes = await startTestSubgraph(notesSubgraph, { tables });
const url = await notes.listen();
const holder = { audience: 'notes', viewer: newId('user'), session: null, address: null };

test('goes on with the trace of who asks, down to the statements, without their values', async () => {
  const receiver = await traceReceiver();
  const stopTracing = await openTracing({ service: 'notes', endpoint: receiver.endpoint });
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const id = newId('note');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'ursa-passport': notes.passports.issue(holder),
      traceparent: `00-${trace}-b7ad6b7169203331-01`,
    },
    body: JSON.stringify({
      query: 'query Mine($id: ID!) { note(id: $id) { id } }',
      variables: { id },
      operationName: 'Mine',
    }),
  });
  expect(await response.json()).toEqual({ data: { note: null } });
  await stopTracing();
  receiver.close();

  const [operation] = receiver.spans.filter(({ name }) => name === 'notes query Mine');
  expect(operation).toMatchObject({ traceId: trace, parentSpanId: 'b7ad6b7169203331' });
  const statements = receiver.spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
  expect(statements.map(({ name }) => name)).toContain('SELECT');
  const [text] = statements.flatMap(({ attributes }) =>
    attributes.filter(({ key }) => key === 'db.query.text').map(({ value }) => value.stringValue),
  );
  expect(text).toMatch(/^select .* from "notes"/);
  expect(JSON.stringify(statements)).not.toContain(id.split('_')[1]);
});
