using KioskSim.Envelope.Parcels;

namespace KioskSim.Kiosk.Memory;

/// <summary>A certificate, opened and checked, for as long as it takes to print it. Disposing it erases it.</summary>
public sealed class Document : IDisposable
{
    readonly SessionVault _vault;
    readonly Range _pdf;

    internal Document(SessionVault vault, CertificateHeader header, Range pdf)
    {
        _vault = vault;
        _pdf = pdf;
        Header = header;
    }

    public CertificateHeader Header { get; }

    public ReadOnlySpan<byte> Pdf => _vault.Bytes[_pdf];

    public void Dispose() => _vault.Dispose();
}
