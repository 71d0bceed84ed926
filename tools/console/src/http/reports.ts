import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { z } from 'zod';
import { listReports, REPORT_TYPES, reportFile } from './report-files.ts';

/**
 * A report runs its own script, in an origin of its own: it can neither ask the console nor load anything from
 * elsewhere.
 */
const REPORT_POLICY =
  "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const pathSchema = z.object({ '*': z.string() });

/** The list of reports, and the reports themselves. */
export function reportRoutes(app: FastifyInstance, reports: string): void {
  app.get('/api/reports', async () => ({ reports: await listReports(reports) }));

  app.get('/reports/*', async ({ params }, reply) => {
    const { '*': path } = pathSchema.parse(params);
    const file = await reportFile(reports, path);
    if (file === undefined) return reply.code(404).send({ problem: 'There is no such report' });
    return reply
      .header('content-security-policy', REPORT_POLICY)
      .type(REPORT_TYPES[extname(file)] ?? 'application/octet-stream')
      .send(await readFile(file));
  });
}
