// Runs the cloud as a process of its own, says where its HTTP API is, and waits to be killed.
import { createCloud } from '../cloud.ts';

const [service = '', directory = ''] = process.argv.slice(2);
const cloud = await createCloud({ services: [service], directory });
console.log(Object.values(cloud.outputs().services)[0]?.httpApi);
