using System.Net;
using KioskSim.Ipp;

namespace KioskSim.Kiosk.Printing;

/// <summary>An IPP printer (RFC 8010, 8011) spoken to over a plain socket.</summary>
/// <param name="address">Where it listens.</param>
/// <param name="path">The printer's path, such as <c>/ipp/print</c>.</param>
/// <param name="timeout">How long to wait for it to take or send bytes.</param>
public sealed class IppPrinter(IPEndPoint address, string path, TimeSpan timeout) : IPrinter
{
    // Printers list the latest job first, and a session that is not settled is one of the latest.
    const int MostJobs = 100;

    readonly string _uri = $"ipp://{address}{path}";
    int _requestId;

    public PrintJobId Print(string name, ReadOnlySpan<byte> pdf, int copies)
    {
        var job = new IppGroup(IppTag.JobAttributes,
        [
            IppAttribute.Integer("copies", copies),
            IppAttribute.Text(IppTag.Keyword, "sides", "two-sided-long-edge"),
            IppAttribute.Text(IppTag.Keyword, "media", "iso_a4_210x297mm"),
        ]);
        var answer = Ask(IppOperation.PrintJob, [job], pdf,
            IppAttribute.Text(IppTag.NameWithoutLanguage, "job-name", name),
            IppAttribute.Text(IppTag.MimeMediaType, "document-format", "application/pdf"));
        return new PrintJobId(JobNumber(answer, "job-id"));
    }

    public PrintProgress Progress(PrintJobId job)
    {
        var answer = Ask(IppOperation.GetJobAttributes, [], [],
            IppAttribute.Integer("job-id", job.Number),
            IppAttribute.Text(IppTag.Keyword, "requested-attributes", "job-state", "job-media-sheets-completed"));
        var state = (IppJobState)JobNumber(answer, "job-state");
        return new PrintProgress(state >= IppJobState.Canceled, state == IppJobState.ProcessingStopped, JobNumber(answer, "job-media-sheets-completed"));
    }

    public void Cancel(PrintJobId job)
    {
        var answer = Send(IppOperation.CancelJob, [], [], IppAttribute.Integer("job-id", job.Number));

        // A job that has just ended cannot be cancelled, which is as good.
        if ((IppStatus)answer.Code is not (IppStatus.Ok or IppStatus.NotPossible))
            throw new PrinterException($"The printer does not cancel: IPP status {answer.Code:x4}.");
    }

    public PrintJobId? Find(string name)
    {
        foreach (var which in (ReadOnlySpan<string>)["completed", "not-completed"])
        {
            var answer = Ask(IppOperation.GetJobs, [], [],
                IppAttribute.Integer("limit", MostJobs),
                IppAttribute.Text(IppTag.Keyword, "which-jobs", which),
                IppAttribute.Text(IppTag.Keyword, "requested-attributes", "job-id", "job-name"));
            var job = answer.Groups.FirstOrDefault(g => g.Tag == IppTag.JobAttributes && g.Text("job-name") == name);
            if (job?.Number("job-id") is { } number)
                return new PrintJobId(number);
        }

        return null;
    }

    IppMessage Ask(IppOperation operation, IppGroup[] more, ReadOnlySpan<byte> document, params IppAttribute[] attributes)
    {
        var answer = Send(operation, more, document, attributes);
        return answer.Code < 0x0100
            ? answer
            : throw new PrinterException($"The printer refuses {operation}: IPP status {answer.Code:x4}.");
    }

    IppMessage Send(IppOperation operation, IppGroup[] more, ReadOnlySpan<byte> document, params IppAttribute[] attributes)
    {
        var request = IppMessage.Request(operation, Interlocked.Increment(ref _requestId), _uri, attributes);
        request = request with { Groups = [.. request.Groups, .. more] };
        try
        {
            var body = RawHttp.Post(address, path, timeout, request.ToBytes(), document);
            return IppMessage.Parse(body, out _);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or FormatException)
        {
            throw new PrinterException($"The printer at {address} did not answer {operation}.", e);
        }
    }

    static int JobNumber(IppMessage answer, string attribute) =>
        answer.Group(IppTag.JobAttributes)?.Number(attribute) ?? throw new PrinterException($"The printer's answer lacks {attribute}.");
}
