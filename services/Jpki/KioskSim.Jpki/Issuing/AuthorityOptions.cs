using System.Security.Cryptography;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

public sealed record AuthorityOptions
{
    /// <summary>Where the responder answers plain HTTP; written into certificates when set.</summary>
    public Uri? OcspAddress { get; init; }

    /// <summary>How OCSP responses name who signed them.</summary>
    public ResponderNaming ResponderNaming { get; init; }

    /// <summary>Where keys come from, as they are needed: RSA-2048. The taker disposes of them.</summary>
    public Func<RSA> MakeKey { get; init; } = () => RSA.Create(JpkiProfile.KeyBits);
}
