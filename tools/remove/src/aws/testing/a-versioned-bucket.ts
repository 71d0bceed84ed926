import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const PAGE = 1000;

/** S3's protocol at an address of this machine: one bucket, `some`, with versions, delete markers and an upload. */
export async function aVersionedBucket(versions: number, markers: number) {
  const left = [
    ...Array.from({ length: versions }, (_, index) => ({ tag: 'Version', key: `key/${index}` })),
    ...Array.from({ length: markers }, (_, index) => ({
      tag: 'DeleteMarker',
      key: `gone/${index}`,
    })),
  ];
  let uploads = ['unfinished'];
  const listed = (from: number) =>
    left
      .slice(from, from + PAGE)
      .map(
        ({ tag, key }) =>
          `<${tag}><Key>${key}</Key><VersionId>1</VersionId>${tag === 'Version' ? '<Size>4</Size>' : ''}</${tag}>`,
      )
      .join('');
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
      response.setHeader('content-type', 'application/xml');
      if (!pathname.startsWith('/some')) {
        response.writeHead(404);
        response.end('<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>');
      } else if (searchParams.has('versions')) {
        const from = Number(searchParams.get('version-id-marker') ?? 0);
        const next = from + PAGE;
        response.end(
          `<ListVersionsResult><IsTruncated>${next < left.length}</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>${next}</NextVersionIdMarker>${listed(from)}</ListVersionsResult>`,
        );
      } else if (searchParams.has('delete')) {
        const keys = new Set([...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key));
        for (let index = left.length - 1; index >= 0; index--)
          if (keys.has(left[index]!.key)) left.splice(index, 1);
        response.end('<DeleteResult/>');
      } else if (searchParams.has('uploads'))
        response.end(
          `<ListMultipartUploadsResult>${uploads.map((key) => `<Upload><Key>${key}</Key><UploadId>1</UploadId></Upload>`).join('')}</ListMultipartUploadsResult>`,
        );
      else {
        uploads = [];
        response.writeHead(204);
        response.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads: () => uploads,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
