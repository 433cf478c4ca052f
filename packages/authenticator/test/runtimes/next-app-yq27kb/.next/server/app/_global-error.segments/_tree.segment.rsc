1:[["children",{"s":"__PAGE__","h":176}]]
0:{"b":"0dTNxBlb5mLd6csxbh6UM","t":{"t":{"s":"","h":80,"c":"$Q1"}}}
