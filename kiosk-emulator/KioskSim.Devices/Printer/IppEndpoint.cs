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

        // RFC 8011 section 4.1.8: the answer is in the version of the question; one of another major version is told ours.
        if (request.Version >> 8 is not (1 or 2))
            return Status(IppStatus.VersionNotSupported, request).ToBytes();
        var answer = request.Group(IppTag.OperationAttributes) is { } operation
            ? Answer(request, operation, body[length..])
            : Status(IppStatus.BadRequest, request);
        return (answer with { Version = request.Version }).ToBytes();
    }

    IppMessage Answer(IppMessage request, IppGroup operation, ReadOnlySpan<byte> document) => (IppOperation)request.Code switch
    {
        IppOperation.PrintJob => Print(request, operation, document),
        IppOperation.ValidateJob => Status(Check(request, operation) ?? IppStatus.Ok, request),
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
        if (Check(request, operation) is { } refusal)
            return Status(refusal, request);
        if (CountPages(document) is not { } pages)
            return Status(IppStatus.DocumentFormatError, request);
        var job = printer.Accept(operation.Text("job-name") ?? "", document.ToArray(), pages, Copies(request));
        return IppMessage.Response(IppStatus.Ok, request.RequestId, Describe(job));
    }

    /// <returns>Why such a job is not taken; null: it is.</returns>
    static IppStatus? Check(IppMessage request, IppGroup operation)
    {
        if (operation.Text("document-format") is not (null or "application/pdf"))
            return IppStatus.DocumentFormatNotSupported;
        return Copies(request) is < 1 or > MostCopies || request.Group(IppTag.JobAttributes)?.Text("sides") is not (null or "two-sided-long-edge")
            ? IppStatus.AttributesNotSupported
            : null;
    }

    static int Copies(IppMessage request) => request.Group(IppTag.JobAttributes)?.Number("copies") ?? 1;

    IppMessage WithJob(IppMessage request, IppGroup operation, Func<PrintJob, IppMessage> use) =>
        operation.Number("job-id") is { } id && printer.Find(id) is { } job ? use(job) : Status(IppStatus.NotFound, request);

    IppGroup Describe(PrintJob job) => new(IppTag.JobAttributes,
    [
        IppAttribute.Integer("job-id", job.Id),
        IppAttribute.Text(IppTag.Uri, "job-uri", $"{uri}/{job.Id}"),
        IppAttribute.Text(IppTag.Uri, "job-printer-uri", uri),
        IppAttribute.Text(IppTag.NameWithoutLanguage, "job-name", job.Name),
        IppAttribute.Enum("job-state", (int)job.State),
        IppAttribute.Text(IppTag.Keyword, "job-state-reasons", job.State switch
        {
            IppJobState.ProcessingStopped => "printer-stopped",
            IppJobState.Canceled => "job-canceled-by-user",
            IppJobState.Completed => "job-completed-successfully",
            _ => "none",
        }),
        IppAttribute.Integer("job-media-sheets", job.SheetsWanted),
        IppAttribute.Integer("job-media-sheets-completed", job.SheetsOut),
    ]);

    // What RFC 8011 section 5.4 requires of every printer, and what a kiosk looks at.
    IppGroup DescribePrinter()
    {
        var waiting = printer.Jobs(completed: false);
        var isStopped = waiting.Any(j => j.State == IppJobState.ProcessingStopped);
        return new(IppTag.PrinterAttributes,
        [
            IppAttribute.Text(IppTag.Uri, "printer-uri-supported", uri),
            IppAttribute.Text(IppTag.Keyword, "uri-authentication-supported", "none"),
            IppAttribute.Text(IppTag.Keyword, "uri-security-supported", "none"),
            IppAttribute.Text(IppTag.NameWithoutLanguage, "printer-name", uri[(uri.LastIndexOf('/') + 1)..]),
            IppAttribute.Text(IppTag.Keyword, "ipp-versions-supported", "1.1", "2.0"),
            new(IppTag.Enum, "operations-supported", [.. Enum.GetValues<IppOperation>().Select(o => (object)(int)o)]),
            IppAttribute.Text(IppTag.Charset, "charset-configured", "utf-8"),
            IppAttribute.Text(IppTag.Charset, "charset-supported", "utf-8"),
            IppAttribute.Text(IppTag.NaturalLanguage, "natural-language-configured", "ja"),
            IppAttribute.Text(IppTag.NaturalLanguage, "generated-natural-language-supported", "ja"),
            IppAttribute.Text(IppTag.MimeMediaType, "document-format-default", "application/pdf"),
            IppAttribute.Text(IppTag.MimeMediaType, "document-format-supported", "application/pdf"),
            IppAttribute.Text(IppTag.Keyword, "compression-supported", "none"),
            IppAttribute.Text(IppTag.Keyword, "pdl-override-supported", "not-attempted"),
            IppAttribute.Text(IppTag.Keyword, "sides-supported", "two-sided-long-edge"),
            IppAttribute.Text(IppTag.Keyword, "media-supported", "iso_a4_210x297mm"),
            new(IppTag.Boolean, "printer-is-accepting-jobs", [true]),
            IppAttribute.Integer("queued-job-count", waiting.Count),
            IppAttribute.Integer("printer-up-time", printer.SecondsUp),
            IppAttribute.Enum("printer-state", isStopped ? 5 : waiting.Count > 0 ? 4 : 3),
            IppAttribute.Text(IppTag.Keyword, "printer-state-reasons", isStopped ? "media-jam-error" : "none"),
        ]);
    }

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
