using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Device;

namespace KioskSim.PrinterEmulator.Endpoint;

/// <summary>The printer's network interface: one IPP request in, one answer out (RFC 8011).</summary>
/// <param name="printer">The printer behind it.</param>
/// <param name="uris">Where it can be reached, by <c>ipp</c>, <c>ipps</c> or both; the first one names its jobs. May grow until it is first asked.</param>
public sealed class IppEndpoint(PrinterDevice printer, IReadOnlyList<string> uris)
{
    const string Utf8 = "utf-8";

    readonly PrinterDescription _description = new(printer, uris);
    readonly JobDescription _jobs = new(printer, uris);

    /// <summary>Whether whoever asks gets no answer at all: the power is off.</summary>
    public bool IsDead => printer.IsOff;

    /// <param name="body">A request, and behind it the document.</param>
    public byte[] Answer(ReadOnlySpan<byte> body)
    {
        if (printer.AnswersGarbage())
            return [.. "\u0000\u0001<html>It works!</html>"u8];
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
        var answer = Refusal(request) is { } refusal
            ? Status(refusal, request)
            : Answer(request, request.Groups[0], body[length..]);
        return (answer with { Version = request.Version }).ToBytes();
    }

    // RFC 8011 sections 4.1.1, 4.1.4 and 4.1.5: what every request has.
    static IppStatus? Refusal(IppMessage request)
    {
        if (request.RequestId < 1 || request.Groups is not [{ Tag: IppTag.OperationAttributes } operation, ..])
            return IppStatus.BadRequest;
        if (operation.Attributes is not [{ Name: "attributes-charset" }, { Name: "attributes-natural-language" }, ..])
            return IppStatus.BadRequest;
        if (operation["printer-uri"] is null && operation["job-uri"] is null)
            return IppStatus.BadRequest;
        return operation.Text("attributes-charset") == Utf8 ? null : IppStatus.CharsetNotSupported;
    }

    IppMessage Answer(IppMessage request, IppGroup operation, ReadOnlySpan<byte> document) => (IppOperation)request.Code switch
    {
        IppOperation.PrintJob => Print(request, operation, document),
        IppOperation.ValidateJob => Status(JobRequest.Refusal(request, operation) ?? IppStatus.Ok, request),
        IppOperation.GetJobAttributes => WithJob(request, operation, job => Ok(request, _jobs.Of(job, AttributeChoice.Of(operation)))),
        IppOperation.CancelJob => WithJob(request, operation, job => Status(printer.Cancel(job) ? IppStatus.Ok : IppStatus.NotPossible, request)),
        IppOperation.GetJobs => GetJobs(request, operation),
        IppOperation.GetPrinterAttributes => Ok(request, _description.Of(AttributeChoice.Of(operation))),
        IppOperation.WithdrawPaper => Ok(request, new IppGroup(IppTag.PrinterAttributes, [IppAttribute.Integer("sheets-withdrawn", printer.WithdrawPaper())])),
        _ => Status(IppStatus.OperationNotSupported, request),
    };

    IppMessage Print(IppMessage request, IppGroup operation, ReadOnlySpan<byte> document)
    {
        if (JobRequest.Refusal(request, operation) is { } refusal)
            return Status(refusal, request);
        if (JobRequest.CountPages(document) is not { } pages)
            return Status(IppStatus.DocumentFormatError, request);
        var ticket = new JobTicket(operation.Text("job-name") ?? "", JobRequest.User(operation), pages, JobRequest.Copies(request));
        return printer.Accept(ticket, document.ToArray()) is { } job
            ? Ok(request, _jobs.Of(job, AttributeChoice.NewJob))
            : Status(IppStatus.NotAcceptingJobs, request);
    }

    IppMessage GetJobs(IppMessage request, IppGroup operation)
    {
        var which = operation.Text("which-jobs") ?? "not-completed";
        if (which is not ("completed" or "not-completed"))
            return Status(IppStatus.AttributesNotSupported, request);
        var mine = operation.Flag("my-jobs") == true ? JobRequest.User(operation) : null;
        var jobs = printer.Jobs(completed: which == "completed").Where(j => mine is null || j.Ticket.User == mine);
        if (operation.Number("limit") is > 0 and var limit)
            jobs = jobs.Take(limit);
        var choice = AttributeChoice.Of(operation, AttributeChoice.JobName);
        return Ok(request, [.. jobs.Select(j => _jobs.Of(j, choice))]);
    }

    IppMessage WithJob(IppMessage request, IppGroup operation, Func<PrintJob, IppMessage> use) =>
        _jobs.NumberIn(operation) is { } id && printer.Find(id) is { } job ? use(job) : Status(IppStatus.NotFound, request);

    static IppMessage Ok(IppMessage request, params IppGroup[] groups) => IppMessage.Response(IppStatus.Ok, request.RequestId, groups);

    static IppMessage Status(IppStatus status, IppMessage request) => IppMessage.Response(status, request.RequestId);
}
