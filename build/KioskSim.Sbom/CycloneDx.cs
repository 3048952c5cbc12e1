using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KioskSim.Sbom;

/// <summary>A bill of materials in the words of CycloneDX 1.6 (ECMA-424). The same source gives the same bytes, whoever makes it and when.</summary>
static class CycloneDx
{
    const string Product = "kiosksim";

    static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="version">Of the programs.</param>
    /// <param name="at">When the source became what it is.</param>
    /// <exception cref="InvalidDataException">A package's licence is not known.</exception>
    public static string Describe(Delivery delivery, IEnumerable<CertificateFont> fonts, string version, DateTimeOffset at)
    {
        var shownFonts = fonts.ToList();
        var bill = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }),
                ["component"] = Program(Product, "KioskSim", version),
                ["supplier"] = new JsonObject { ["name"] = "KioskSim contributors" },
            },
            ["components"] = new JsonArray(
            [
                .. delivery.Programs.Keys.Select(program => Program(Ref(program), program, version)),
                .. delivery.Packages.Values.Select(Library),
                .. shownFonts.Select(Font),
            ]),
            ["dependencies"] = new JsonArray(
            [
                Needs(Product, [.. delivery.Programs.Keys.Select(Ref), .. shownFonts.Select(Ref)]),
                .. delivery.Programs.Select(p => Needs(Ref(p.Key), p.Value.Select(name => delivery.Packages[name].Purl))),
                .. delivery.Packages.Values.Select(p => Needs(p.Purl, p.Needs.Where(delivery.Packages.ContainsKey).Select(name => delivery.Packages[name].Purl))),
            ]),
        };
        bill.Insert(2, "serialNumber", $"urn:uuid:{NumberOf(bill)}");
        return bill.ToJsonString(Layout) + "\n";
    }

    // It is in no registry; a purl that named one would send readers to where a stranger could put something of that name.
    static JsonObject Program(string reference, string name, string version)
    {
        var component = Component("application", reference, name, version, "MIT");
        component["purl"] = $"pkg:generic/{name}@{Uri.EscapeDataString(version)}";
        return component;
    }

    static JsonObject Library(LockedPackage package)
    {
        var licence = NugetLicence.Of(package.Name, package.Version) ?? throw new InvalidDataException($"The licence of {package.Name} {package.Version} is not known.");
        var component = Component("library", package.Purl, package.Name, package.Version, licence);
        // "excluded": it was at work when the programs were made, and is not in them.
        component["scope"] = package.BuildOnly ? "excluded" : "required";
        component["hashes"] = Hash("SHA-512", package.Sha512);
        component["purl"] = package.Purl;
        return component;
    }

    static JsonObject Font(CertificateFont font)
    {
        var component = Component("file", Ref(font), font.Name, font.Version, "IPA");
        component["scope"] = "required";
        component["hashes"] = Hash("SHA-256", font.Sha256);
        component["purl"] = $"pkg:deb/debian/{font.Package}";
        return component;
    }

    static JsonObject Component(string type, string reference, string name, string version, string licence) => new()
    {
        ["type"] = type,
        ["bom-ref"] = reference,
        ["name"] = name,
        ["version"] = version,
        ["licenses"] = new JsonArray(licence.Contains(' ', StringComparison.Ordinal)
            ? new JsonObject { ["expression"] = licence }
            : new JsonObject { ["license"] = new JsonObject { ["id"] = licence } }),
    };

    static JsonArray Hash(string algorithm, string content) => new(new JsonObject { ["alg"] = algorithm, ["content"] = content });

    static JsonObject Needs(string reference, IEnumerable<string> others) =>
        new() { ["ref"] = reference, ["dependsOn"] = new JsonArray([.. others.Select(o => JsonValue.Create(o))]) };

    static string Ref(string program) => $"{Product}/{program}";

    static string Ref(CertificateFont font) => $"{Product}/fonts/{font.Package}";

    // One number for one content, as RFC 9562, section 5.8, lets a maker choose it.
    static Guid NumberOf(JsonObject bill)
    {
        var number = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bill))[..16];
        number[6] = (byte)(number[6] & 0x0F | 0x80);
        number[8] = (byte)(number[8] & 0x3F | 0x80);
        return new Guid(number, bigEndian: true);
    }
}
