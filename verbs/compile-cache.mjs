// For --import: what Node compiles is kept for the next start, also by threads and child processes. Where
// NODE_COMPILE_CACHE names another place, or NODE_DISABLE_COMPILE_CACHE forbids it, Node has its way; where nothing can
// be written, everything is compiled again.
import module from 'node:module';
import { join } from 'node:path';

// biome-ignore lint/style/noProcessEnv: threads and child processes look at nothing else
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');
// In the place that the variable names. Node 20 cannot.
module.enableCompileCache?.();
