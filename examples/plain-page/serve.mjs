// node serve.mjs: the page at http://localhost:8080/, until Ctrl-C.
import { startPlainPage } from './plain-page-server.mjs';

const { url } = await startPlainPage({ port: Number(process.env.PORT ?? 8080) });
console.log(url);
