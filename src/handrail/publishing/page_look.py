"""How pages in HTML look: in the light and in the dark, on paper and on a telephone."""

from __future__ import annotations

LOOK = """
:root{color-scheme:light dark;--ink:#1b2030;--paper:#fff;--soft:#59607a;--line:#c9cddb;--wash:#f4f5f9;--link:#2a56b5}
@media (prefers-color-scheme:dark){:root{--ink:#e9eaf0;--paper:#15171c;--soft:#a9afc4;--line:#3c4152;--wash:#1e2129;
--link:#9db9ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Charter,"Bitstream Charter",Georgia,serif;
overflow-wrap:anywhere}
header,main,footer,body>nav{max-width:48rem;margin:0 auto;padding:0 1rem}
h1,h2,h3,h4,h5,h6,figcaption,summary,dt,nav,.label,.byline,.asked .about,.voice,.unit{font-family:Helvetica,Arial,
"Liberation Sans",sans-serif}
h1{font-size:2rem;line-height:1.2;margin:1.75rem 0 .5rem}
h2{font-size:1.35rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.15rem;margin:2rem 0 .4rem}h4,h5,h6{font-size:1.02rem;margin:1.6rem 0 .4rem}
.unit{font-weight:normal;font-size:.8em;color:var(--soft);margin-inline-start:.4em}
p{margin:.4rem 0 .8rem}.lead{font-size:1.1rem}.question{font-style:italic}
.byline{margin:0 0 .15rem;color:var(--soft);font-size:.92rem}.byline+.lead{margin-top:.9rem}
.label{font-weight:bold;font-size:.92rem;margin:1rem 0 .2rem}
.notice{border:2px solid var(--ink);border-radius:.4rem;padding:.6rem .9rem}
.small{font-size:.88rem;color:var(--soft)}
a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem}
nav{padding-top:1rem;font-size:.92rem}
.parts ul{list-style:none;padding:0;margin:.4rem 0 0;display:flex;flex-wrap:wrap;gap:.35rem 1.1rem}
figure{margin:1rem 0}figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
summary{cursor:pointer;margin:.4rem 0}details ul{font-size:.95rem}
.narrow{display:none}
@media (max-width:40rem){.narrow{display:block}.wide{display:none}}
ul{padding-inline-start:1.3rem;margin:.4rem 0 .8rem}li{margin:.15rem 0}
.ways{list-style:none;padding:0}.ways li{padding-inline-start:1.4rem;position:relative}
.ways li::before{content:"\\2192";position:absolute;inset-inline-start:0;color:var(--soft)}
[dir=rtl] .ways li::before{content:"\\2190"}
dl{margin:.4rem 0 .8rem}dt{font-weight:bold;font-size:.95rem;margin-top:.6rem}dd{margin:0;margin-inline-start:1.3rem}
.asked{border-inline-start:3px solid var(--line);padding:.1rem .9rem;margin:.8rem 0;break-inside:avoid}
.asked p{margin:.1rem 0}.asked .how{font-style:italic;font-size:.95rem}
.asked .about{font-size:.8rem;color:var(--soft)}.voice{font-size:.8rem;color:var(--soft)}
.asked:target{background:var(--wash)}
.asked code{float:right;margin-inline-start:1rem;font-size:.75rem;line-height:1.55rem;color:var(--soft)}
[dir=rtl] .asked code{float:left}
.pages li{margin:.7rem 0}
footer{color:var(--soft);font-size:.88rem;margin:3rem auto 2rem}
@media print{@page{margin:18mm 17mm}.skip,nav,footer{display:none}html{font-size:10pt}body{line-height:1.4}
header,main{max-width:none;padding:0}h1{margin-top:0}.lead{font-size:1.05rem}h2{margin-top:1.6rem}
h1,h2,h3,h4,summary,.question,.label{break-after:avoid}figure,dd,li{break-inside:avoid}p{orphans:2;widows:2}
figure svg{max-height:10cm}.asked{margin:.5rem 0}a{color:inherit;text-decoration:none}
.narrow,details:not([open]){display:none}.wide{display:block}}
"""
