module.exports=[27028,(e,o,r)=>{o.exports=e.x("node:zlib",()=>require("node:zlib"))}];

//# sourceMappingURL=%5Bexternals%5D_node_zlib_15_uv03miudih._.js.map