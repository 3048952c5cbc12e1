using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;

namespace KioskSim.Load.Fleet;

/// <summary>
/// What people come for. How the kinds share the nation's certificates is nowhere published; three resident records to two seal registrations is an
/// assumption.
/// </summary>
public sealed class Wishes(ulong seed)
{
    const string Label = "wishes";

    static readonly (CertificateKind Kind, CertificateOptions Items)[] All =
    [
        (CertificateKind.ResidentRecord, CertificateOptions.None),
        (CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold | CertificateOptions.Relationship),
        (CertificateKind.ResidentRecord, CertificateOptions.Domicile | CertificateOptions.ForeignItems),
        (CertificateKind.SealRegistration, CertificateOptions.None),
        (CertificateKind.SealRegistration, CertificateOptions.None),
    ];

    /// <param name="number">Of the arrival.</param>
    public (CertificateKind Kind, CertificateOptions Items) Of(long number)
    {
        Span<byte> drawn = stackalloc byte[2];
        NumberedEntropy.Draw(seed, Label, (int)number, drawn);
        return All[BitConverter.ToUInt16(drawn) % All.Length];
    }
}
