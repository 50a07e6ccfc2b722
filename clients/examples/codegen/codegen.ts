import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../../schema/api.graphql',
  documents: 'src/operations/*.graphql',
  generates: {
    'src/generated/': {
      preset: 'client',
      config: {
        // A scalar that is not listed here fails the generation instead of becoming `any`.
        strictScalars: true,
        scalars: { DateTime: 'string', EmailAddress: 'string', NonNegativeInt: 'number', URL: 'string' },
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
      },
    },
  },
};

export default config;
