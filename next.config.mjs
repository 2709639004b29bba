/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env["NEXT_DIST_DIR"] || ".next",
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // Types are checked by `npm run types`, with the compiler of the project.
  typescript: { ignoreBuildErrors: true },
  // They hold native code, workers or WebAssembly, or must be the very same module in server.ts and in Next.
  serverExternalPackages: ["@electric-sql/pglite", "@prisma/client", "@prisma/adapter-pg", "pg", "undici", "redis"],
  images: { unoptimized: true },
  experimental: { serverMinification: false },
};

export default config;
