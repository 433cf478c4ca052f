var R=require("../../../chunks/[turbopack]_runtime.js")("server/app/api/mydatahelps-token/route.js")
R.c("server/chunks/[root-of-the-server]__0yoh6_a8e06ek._.js")
R.c("server/chunks/[root-of-the-server]__066o7l9xu1ktl._.js")
R.c("server/chunks/1xnp__next-internal_server_app_api_mydatahelps-token_route_actions_1g0qafn9rezd-.js")
R.m(94471)
module.exports=R.m(94471).exports
