// Runs the cloud as a process of its own, says where its endpoint is, and waits to be killed.
import { createCloud } from '../../cloud.ts';

const [service = '', directory = ''] = process.argv.slice(2);
const cloud = await createCloud({ services: [service], directory });
console.log(cloud.endpoint);
