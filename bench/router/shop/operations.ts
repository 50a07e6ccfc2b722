/** The field's usual operation: about 90 KB of answer. */
export const nested = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query Nested {
    users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }`;

/** One fetch, 300 bytes. */
export const small = 'query Small { topProducts(first: 4) { upc name price weight } }';

/** Three subgraphs, 4 000 entities, 8 MB. */
export const large = `query Large {
    catalogue { upc name price weight description inStock shippingEstimate reviews { id } }
  }`;

/** An event of one subgraph, filled by another. */
export const live = 'subscription Live { reviewAdded { id body product { upc name price } } }';
