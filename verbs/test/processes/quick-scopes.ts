import type { ResolveFnOutput } from 'node:module';
import { registerHooks } from 'node:module';

// For --import. Node reads a package's package.json anew for each import of it, and for each of its modules to learn
// their format; drizzle-orm's weighs 180 kB, which is most of the time a subgraph takes to load. There is one copy of it
// in a process, and its .js files are ES modules.
const known = new Map<string, ResolveFnOutput>();

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context;
    if (specifier === 'drizzle-orm' || specifier.startsWith('drizzle-orm/')) {
      const found = known.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
      known.set(specifier, found);
      return found;
    }
    const isInside = specifier.startsWith('.') && parentURL.includes('/node_modules/drizzle-orm/');
    if (!isInside || !specifier.endsWith('.js') || !parentURL.endsWith('.js'))
      return next(specifier, context);
    return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true };
  },
});
