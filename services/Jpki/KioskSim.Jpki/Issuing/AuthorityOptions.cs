using KioskSim.Pki.Ocsp;

namespace KioskSim.Jpki.Issuing;

public sealed record AuthorityOptions
{
    /// <summary>Where the responder answers plain HTTP; written into certificates when set.</summary>
    public Uri? OcspAddress { get; init; }

    /// <summary>How OCSP responses name who signed them.</summary>
    public ResponderNaming ResponderNaming { get; init; }
}
