using System.Net;
using System.Net.Sockets;
using KioskSim.Ipp;

namespace KioskSim.Kiosk.Printing;

/// <summary>Asks a printer by HTTP: an IPP message, and behind it a document.</summary>
/// <returns>The body of its answer.</returns>
/// <exception cref="IOException">It does not answer, or not as a printer does.</exception>
public delegate byte[] PrinterPost(PrinterAddress printer, TimeSpan timeout, ReadOnlySpan<byte> message, ReadOnlySpan<byte> document);

/// <summary>An IPP printer (RFC 8010, 8011) spoken to over a socket, in the clear or by TLS.</summary>
/// <param name="address">Where it listens, and which it is.</param>
/// <param name="timeout">How long to wait for it to take or send bytes.</param>
/// <param name="post">Its cable; null: a socket.</param>
public sealed class IppPrinter(PrinterAddress address, TimeSpan timeout, PrinterPost? post = null) : IPrinter
{
    // Printers list the latest job first, and a session that is not settled is one of the latest.
    const int MostJobs = 100;

    readonly PrinterPost _post = post ?? RawHttp.Post;
    int _requestId;

    /// <summary>A printer inside the machine, without TLS.</summary>
    public IppPrinter(IPEndPoint address, string path, TimeSpan timeout) : this(new PrinterAddress(address, path), timeout)
    {
    }

    public PrinterCondition Look()
    {
        var printer = Printer("printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-media-sheets-completed");
        var state = printer.Number("printer-state") ?? throw new PrinterException("The printer does not say how it stands.");
        return new PrinterCondition(
            state != (int)IppPrinterState.Stopped && printer.Flag("printer-is-accepting-jobs") != false && !StateReasons.Stop(printer.Texts("printer-state-reasons")),
            printer.Number("printer-media-sheets-completed"));
    }

    /// <summary>What it says of its first out-tray; null: nothing.</summary>
    /// <exception cref="PrinterException">Out of reach.</exception>
    public byte[]? OutputTray() => Printer("printer-output-tray")["printer-output-tray"]?.Values[0] as byte[];

    /// <summary>Has it draw the sheets in its tray into its locked box.</summary>
    /// <exception cref="PrinterException">It cannot, or is out of reach.</exception>
    public int WithdrawPaper() => Ask(IppOperation.WithdrawPaper, [], []).Group(IppTag.PrinterAttributes)?.Number("sheets-withdrawn") ?? 0;

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

    public PrintProgress? Progress(PrintJobId job)
    {
        var answer = Send(IppOperation.GetJobAttributes, [], [],
            IppAttribute.Integer("job-id", job.Number),
            IppAttribute.Keywords("requested-attributes", "job-state", "job-media-sheets-completed", "job-impressions-completed", "copies"));
        if ((IppStatus)answer.Code == IppStatus.NotFound)
            return null;
        var state = (IppJobState)JobNumber(Accepted(answer, IppOperation.GetJobAttributes), "job-state");
        var isOver = state >= IppJobState.Canceled;

        // Not every printer stops a job for what stops itself: some only say what is wrong with them.
        var isStopped = state == IppJobState.ProcessingStopped || (!isOver && StateReasons.Stop(Printer("printer-state-reasons").Texts("printer-state-reasons")));
        return new PrintProgress(isOver, isStopped, SheetsOut(answer.Group(IppTag.JobAttributes)!));
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

    // One that counts sides only: two make a sheet, and the last one may have a blank back.
    static int SheetsOut(IppGroup job) =>
        job.Number("job-media-sheets-completed")
        ?? (job.Number("job-impressions-completed") + 1) / 2
        ?? throw new PrinterException("The printer does not count what comes out.");

    IppGroup Printer(params string[] attributes) =>
        Ask(IppOperation.GetPrinterAttributes, [], [], IppAttribute.Keywords("requested-attributes", attributes)).Group(IppTag.PrinterAttributes)
        ?? throw new PrinterException("The printer says nothing of itself.");

    IppMessage Ask(IppOperation operation, IppGroup[] more, ReadOnlySpan<byte> document, params IppAttribute[] attributes) =>
        Accepted(Send(operation, more, document, attributes), operation);

    static IppMessage Accepted(IppMessage answer, IppOperation operation) => answer.Code < 0x0100
        ? answer
        : throw new PrinterException($"The printer refuses {operation}: IPP status {answer.Code:x4}.");

    IppMessage Send(IppOperation operation, IppGroup[] more, ReadOnlySpan<byte> document, params IppAttribute[] attributes)
    {
        var request = IppMessage.Request(operation, Interlocked.Increment(ref _requestId), address.Uri, attributes);
        request = request with { Groups = [.. request.Groups, .. more] };
        try
        {
            var body = _post(address, timeout, request.ToBytes(), document);
            return IppMessage.Parse(body, out _);
        }
        catch (Exception e) when (e is IOException or SocketException or FormatException)
        {
            throw new PrinterException($"The printer at {address.HostAndPort} did not answer {operation}: {e.Message}", e);
        }
    }

    static int JobNumber(IppMessage answer, string attribute) =>
        answer.Group(IppTag.JobAttributes)?.Number(attribute) ?? throw new PrinterException($"The printer's answer lacks {attribute}.");
}
