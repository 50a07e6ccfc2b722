export {
  type Connection,
  type ConnectionOptions,
  connection,
  type Edge,
  type PageInfo,
  type Slice,
} from './connection.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export { idPart, instant, integer, type KeyCodec, keyOf, type PartCodec, text } from './key-codec.ts';
export { liveCursor, parseLiveCursor } from './live-cursor.ts';
export { type Page, type PageArgs, type PageOptions, parsePage } from './page.ts';
export { badCursor } from './page-error.ts';
export { type PageLoader, pageLoader } from './page-loader.ts';
export { type ChildListQuery, type ListQuery, pageOf, pagesOf } from './pages.ts';
