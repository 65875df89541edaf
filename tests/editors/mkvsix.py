#!/usr/bin/env python3
"""mkvsix.py DIR OUT.vsix: packs the folder of a plain extension, without its tools."""
import json, os, sys, zipfile
from xml.sax.saxutils import quoteattr as q, escape as e
src, dst = sys.argv[1:]
p = json.load(open(os.path.join(src, "package.json"), encoding="utf-8"))
manifest = f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata><Identity Language="en-US" Id={q(p['name'])} Version={q(p['version'])} Publisher={q(p['publisher'])}/>
<DisplayName>{e(p.get('displayName', p['name']))}</DisplayName><Description xml:space="preserve">{e(p.get('description', ''))}</Description>
<Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value={q(p['engines']['vscode'])}/></Properties></Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>"""
types = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".js" ContentType="application/javascript"/><Default Extension=".vsixmanifest" ContentType="text/xml"/></Types>"""
with zipfile.ZipFile(dst, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("extension.vsixmanifest", manifest)
    z.writestr("[Content_Types].xml", types)
    for d, ds, fs in os.walk(src):
        ds[:] = [x for x in ds if x != "node_modules"]
        for f in sorted(fs):
            full = os.path.join(d, f)
            z.write(full, "extension/" + os.path.relpath(full, src))
