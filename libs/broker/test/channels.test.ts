import { environment, startFaultyProxy } from '@ursa/testkit';
import { connect } from 'amqplib';
import { describe, expect, test } from 'vitest';
import { closeChannel } from '../src/rabbit/channels.ts';

const { rabbitmqUrl = '' } = environment;

describe.runIf(rabbitmqUrl)('closing a channel', () => {
  test('ends when the connection is lost before the server has answered', async () => {
    const proxy = await startFaultyProxy(rabbitmqUrl);
    const connection = await connect(proxy.url);
    connection.on('error', () => {});
    const channel = await connection.createChannel();
    proxy.stall();
    const closed = closeChannel(channel);
    proxy.cut();
    await expect(closed).resolves.toBeUndefined();
    await expect(closeChannel(channel)).resolves.toBeUndefined();
    await proxy.close();
  });
});
