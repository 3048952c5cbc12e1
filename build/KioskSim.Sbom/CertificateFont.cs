using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using KioskSim.Paper.Fonts;

namespace KioskSim.Sbom;

/// <summary>One of the two fonts of the certificates, which images carry beside the programs.</summary>
/// <param name="Package">Debian's, that it comes from.</param>
/// <param name="Version">As the font says it itself.</param>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
sealed record CertificateFont(string Name, string Package, string Version, string Sha256)
{
    /// <exception cref="FileNotFoundException">A font is missing; with how to get it.</exception>
    public static IEnumerable<CertificateFont> Read() =>
        [Read("IPAex Mincho", "fonts-ipaexfont-mincho", "ipaexm.ttf"), Read("IPAmj Mincho", "fonts-ipamj-mincho", "ipamjm.ttf")];

    static CertificateFont Read(string name, string package, string fileName)
    {
        var file = File.ReadAllBytes(FontFolder.Find(fileName));
        return new CertificateFont(name, package, Revision(file), Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    // OpenType: the tables' places come after 12 bytes, 16 bytes each; the second word of the table "head" is the revision, a number of 16.16 bits.
    static string Revision(ReadOnlySpan<byte> file)
    {
        for (var entry = file[12..]; ; entry = entry[16..])
        {
            if (entry[..4].SequenceEqual("head"u8))
                return (BinaryPrimitives.ReadInt32BigEndian(file[(BinaryPrimitives.ReadInt32BigEndian(entry[8..]) + 4)..]) / 65536.0).ToString("F2", CultureInfo.InvariantCulture);
        }
    }
}
