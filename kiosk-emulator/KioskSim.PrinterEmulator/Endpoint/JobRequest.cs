using System.Buffers.Text;
using KioskSim.Ipp;

namespace KioskSim.PrinterEmulator.Endpoint;

/// <summary>What somebody wants printed, and why it cannot be.</summary>
static class JobRequest
{
    public const int MostCopies = 99;
    public const string Pdf = "application/pdf";

    /// <summary>Whatever it is: the printer looks itself.</summary>
    public const string AnyFormat = "application/octet-stream";

    public const string Sides = "two-sided-long-edge";
    public const string Media = "iso_a4_210x297mm";

    /// <returns>Why such a job is not taken; null: it is.</returns>
    /// <remarks>
    /// One that asks for what the printer cannot do is refused also where <c>ipp-attribute-fidelity</c> does not ask for that: half of a
    /// certificate's copies, or its back on another sheet, is none.
    /// </remarks>
    public static IppStatus? Refusal(IppMessage request, IppGroup operation)
    {
        if (operation.Text("document-format") is not (null or Pdf or AnyFormat))
            return IppStatus.DocumentFormatNotSupported;
        if (operation.Text("compression") is not (null or "none"))
            return IppStatus.CompressionNotSupported;
        var wanted = request.Group(IppTag.JobAttributes);
        return Copies(request) is < 1 or > MostCopies || wanted?.Text("sides") is not (null or Sides) || wanted?.Text("media") is not (null or Media)
            ? IppStatus.AttributesNotSupported
            : null;
    }

    public static int Copies(IppMessage request) => request.Group(IppTag.JobAttributes)?.Number("copies") ?? 1;

    public static string User(IppGroup operation) => operation.Text("requesting-user-name") ?? "anonymous";

    /// <summary>A printer would interpret the whole file; to count pages the root of its page tree is enough.</summary>
    /// <returns>Null: no PDF.</returns>
    public static int? CountPages(ReadOnlySpan<byte> pdf)
    {
        if (!pdf.StartsWith("%PDF-"u8) || !pdf.TrimEnd("\r\n"u8).EndsWith("%%EOF"u8))
            return null;
        var at = pdf.IndexOf("/Count "u8);
        return at >= 0 && Utf8Parser.TryParse(pdf[(at + 7)..], out int pages, out _) && pages is > 0 and < 1_000_000 ? pages : null;
    }
}
