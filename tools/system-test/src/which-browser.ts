import { findBrowser } from './find-browser.ts';

// Nx asks, before it takes a result from its cache: one without a browser is none of a machine that has one.
try {
  console.log(findBrowser({ ...process.env, REQUIRE_BROWSER: '' }) ?? 'no browser');
} catch (error) {
  console.log(String(error));
}
