import type { Crafted } from '../../crafted/crafted.ts';

const rates: Record<string, number> = { EUR: 1, USD: 2, JPY: 100 };
const price =
  (amount: number) =>
  ({ in: unit }: { in: string }) =>
    amount * (rates[unit] ?? 0);

const product = (id: string, amount: number, mean: number) => ({
  id,
  price: price(amount),
  family: { mean: price(mean) },
});

interface Needed {
  price: number;
  family: { mean: number };
}

const shipped = (id: string) => ({
  id,
  freight: (_: object, needed: Needed) => needed.price + 1,
  duty: (_: object, needed: Needed) => needed.price + 3,
  dear: (_: object, needed: Needed) => needed.price > needed.family.mean,
});

export const crafted: Crafted = {
  knows: {
    shop: { Query: { products: [product('a', 10, 20), product('b', 30, 20)] } },
    freight: { Product: [shipped('a'), shipped('b')] },
  },
  examples: [
    {
      says: 'gives each field what it requires',
      query: '{ products { id freight duty } }',
      data: {
        products: [
          { id: 'a', freight: 11, duty: 23 },
          { id: 'b', freight: 31, duty: 63 },
        ],
      },
      gateway: 'asks one field with two arguments',
    },
    {
      says: 'does so next to what the client asks, and in nested objects',
      query: '{ products { price(in: "JPY") family { mean(in: "USD") } freight duty dear } }',
      data: {
        products: [
          { price: 1000, family: { mean: 40 }, freight: 11, duty: 23, dear: false },
          { price: 3000, family: { mean: 40 }, freight: 31, duty: 63, dear: true },
        ],
      },
      gateway: 'asks one field with two arguments',
    },
  ],
};
