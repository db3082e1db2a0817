import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const inProject = (path: string) => resolve(import.meta.dirname, path)

/** Targets are the oldest runtime the app must run in: Electron 33 (Node 20.18, Chromium 130). */
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: true,
      minify: true,
      sourcemap: true,
      rollupOptions: {
        input: {
          index: 'src/main/index.ts',
          engine: 'src/main/engine/process.ts',
          'mime-worker': 'src/main/engine/mail/mime/worker.ts',
          'attachment-worker': 'src/main/engine/attachments/worker.ts',
          'search-worker': 'src/main/engine/store/search-worker.ts',
          demo: 'demo/process.ts',
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      // A sandboxed preload can't require a chunk: each entry is one file.
      isolatedEntries: true,
      rollupOptions: {
        input: { index: 'src/preload/index.ts', washer: 'src/preload/washer.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: 'chrome130',
      minify: true,
      rollupOptions: {
        input: { index: inProject('src/renderer/index.html'), washer: inProject('src/renderer/washer.html') },
      },
    },
    plugins: [react(), tailwindcss()],
  },
})
