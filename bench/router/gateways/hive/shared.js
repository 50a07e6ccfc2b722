/** The caller's header is passed on; requests that are alike may share; only warnings are logged. */
export const shared = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }),
  },
  inboundInflightRequestDeduplication: true,
  logging: 'warn',
};
