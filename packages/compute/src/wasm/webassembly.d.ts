/** What is used here of WebAssembly's interface to JavaScript, which comes with TypeScript's types of browsers only. */
declare namespace WebAssembly {
  interface Memory<Buffer extends ArrayBufferLike = SharedArrayBuffer> {
    readonly buffer: Buffer;
    grow(pages: number): number;
  }
  const Memory: {
    new (limits: { initial: number; maximum: number; shared: true }): Memory;
    new (limits: { initial: number; maximum: number }): Memory<ArrayBuffer>;
  };
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    private readonly compiled: unknown;
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory<ArrayBufferLike>>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
