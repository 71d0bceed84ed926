// Imported first by tests that read the log: Powertools looks at these when it is loaded, and jest's preset silences it.
process.env.POWERTOOLS_LOG_LEVEL = 'INFO';
process.env.POWERTOOLS_METRICS_DISABLED = 'false';
