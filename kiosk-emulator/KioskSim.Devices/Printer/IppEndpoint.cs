using System.Globalization;
using System.Text;
using KioskSim.Ipp;

namespace KioskSim.Devices.Printer;

/// <summary>The printer's network interface: one IPP request in, one answer out (RFC 8011).</summary>
sealed class IppEndpoint(PrinterDevice printer, string uri)
{
    const int MostCopies = 99;
    const int MostJobs = 100; // in an answer to one who sets no limit

    public byte[] Answer(ReadOnlySpan<byte> body)
    {
        IppMessage request;
        int length;
        try
        {
            request = IppMessage.Parse(body, out length);
        }
        catch (FormatException)
        {
            return IppMessage.Response(IppStatus.BadRequest, 0).ToBytes();
        }

        var answer = request.Group(IppTag.OperationAttributes) is { } operation
            ? Answer(request, operation, body[length..])
            : Status(IppStatus.BadRequest, request);
        return answer.ToBytes();
    }

    IppMessage Answer(IppMessage request, IppGroup operation, ReadOnlySpan<byte> document) => (IppOperation)request.Code switch
    {
        IppOperation.PrintJob => Print(request, operation, document),
        IppOperation.GetJobAttributes => WithJob(request, operation, job => IppMessage.Response(IppStatus.Ok, request.RequestId, Describe(job))),
        IppOperation.CancelJob => WithJob(request, operation, job => Status(printer.Cancel(job) ? IppStatus.Ok : IppStatus.NotPossible, request)),
        IppOperation.GetJobs => IppMessage.Response(
            IppStatus.Ok, request.RequestId,
            [.. printer.Jobs(operation.Text("which-jobs") == "completed").Take(operation.Number("limit") ?? MostJobs).Select(Describe)]),
        IppOperation.GetPrinterAttributes => IppMessage.Response(IppStatus.Ok, request.RequestId, DescribePrinter()),
        _ => Status(IppStatus.OperationNotSupported, request),
    };

    IppMessage Print(IppMessage request, IppGroup operation, ReadOnlySpan<byte> document)
    {
        var job = request.Group(IppTag.JobAttributes);
        var copies = job?.Number("copies") ?? 1;
        if (operation.Text("document-format") is not (null or "application/pdf"))
            return Status(IppStatus.DocumentFormatNotSupported, request);
        if (copies is < 1 or > MostCopies || job?.Text("sides") is not (null or "two-sided-long-edge"))
            return Status(IppStatus.AttributesNotSupported, request);
        if (CountPages(document) is not { } pages)
            return Status(IppStatus.DocumentFormatError, request);
        return IppMessage.Response(
            IppStatus.Ok, request.RequestId, Describe(printer.Accept(operation.Text("job-name") ?? "", document.ToArray(), pages, copies)));
    }

    IppMessage WithJob(IppMessage request, IppGroup operation, Func<PrintJob, IppMessage> use) =>
        operation.Number("job-id") is { } id && printer.Find(id) is { } job ? use(job) : Status(IppStatus.NotFound, request);

    IppGroup Describe(PrintJob job) => new(IppTag.JobAttributes,
    [
        IppAttribute.Integer("job-id", job.Id),
        IppAttribute.Text(IppTag.Uri, "job-uri", $"{uri}/{job.Id}"),
        IppAttribute.Text(IppTag.NameWithoutLanguage, "job-name", job.Name),
        IppAttribute.Enum("job-state", (int)job.State),
        IppAttribute.Integer("job-media-sheets", job.SheetsWanted),
        IppAttribute.Integer("job-media-sheets-completed", job.SheetsOut),
    ]);

    IppGroup DescribePrinter() => new(IppTag.PrinterAttributes,
    [
        IppAttribute.Text(IppTag.Uri, "printer-uri-supported", uri),
        IppAttribute.Text(IppTag.MimeMediaType, "document-format-supported", "application/pdf"),
        IppAttribute.Text(IppTag.Keyword, "sides-supported", "two-sided-long-edge"),
        IppAttribute.Text(IppTag.Keyword, "media-supported", "iso_a4_210x297mm"),
        IppAttribute.Enum("printer-state", printer.Jobs(completed: false) switch
        {
            [] => 3,
            var jobs when jobs.Any(j => j.State == IppJobState.ProcessingStopped) => 5,
            _ => 4,
        }),
    ]);

    static IppMessage Status(IppStatus status, IppMessage request) => IppMessage.Response(status, request.RequestId);

    // A printer would interpret the whole file; to count pages the root of its page tree is enough.
    static int? CountPages(ReadOnlySpan<byte> pdf)
    {
        if (!pdf.StartsWith("%PDF-"u8) || pdf.TrimEnd("\r\n"u8).EndsWith("%%EOF"u8) == false)
            return null;
        var at = pdf.IndexOf("/Count "u8);
        if (at < 0)
            return null;
        var digits = Encoding.ASCII.GetString(pdf.Slice(at + 7, Math.Min(6, pdf.Length - at - 7))).TakeWhile(char.IsAsciiDigit);
        return int.TryParse(string.Concat(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var pages) && pages > 0 ? pages : null;
    }
}
