/** Tailwind 4 is configured in app/globals.css; PostCSS only has to run it. */
const config = { plugins: { "@tailwindcss/postcss": {} } };

export default config;
