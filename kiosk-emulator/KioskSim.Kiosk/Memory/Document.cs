using KioskSim.Envelope.Parcels;

namespace KioskSim.Kiosk.Memory;

/// <summary>A certificate, opened and checked, for as long as it takes to print it. Disposing it erases it.</summary>
public sealed class Document : IDisposable
{
    readonly SessionVault _vault;
    readonly OpenedCertificate _opened;

    internal Document(SessionVault vault, OpenedCertificate opened)
    {
        _vault = vault;
        _opened = opened;
    }

    /// <summary>Of paper, each printed on both sides.</summary>
    public int Sheets => _opened.Sheets;

    /// <summary>発行番号, in ASCII.</summary>
    public ReadOnlySpan<byte> IssueNumber => _vault.Bytes[_opened.IssueNumber];

    public ReadOnlySpan<byte> Pdf => _vault.Bytes[_opened.Pdf];

    public void Dispose() => _vault.Dispose();
}
