import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLEmailAddress, GraphQLNonNegativeInt, GraphQLURL } from 'graphql-scalars';

/** The scalars of the schema. DateTime is the one that answers strings, so that local and remote answers are alike. */
export const scalars = {
  DateTime: named('DateTime', GraphQLDateTimeISO),
  URL: GraphQLURL,
  EmailAddress: GraphQLEmailAddress,
  NonNegativeInt: GraphQLNonNegativeInt,
};

function named<Internal, External>(name: string, scalar: GraphQLScalarType<Internal, External>) {
  return new GraphQLScalarType<Internal, External>({ ...scalar.toConfig(), name });
}
