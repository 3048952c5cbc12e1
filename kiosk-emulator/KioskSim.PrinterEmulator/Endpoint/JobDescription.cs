using System.Globalization;
using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Endpoint;

/// <summary>What the printer says of a job (RFC 8011 section 5.3).</summary>
sealed class JobDescription(PrinterDevice printer, IReadOnlyList<string> printerUris)
{
    string PrinterUri => printerUris[0];

    public IppGroup Of(PrintJob job, AttributeChoice choice) => new(IppTag.JobAttributes,
    [
        .. choice.From(Status(job), template: false, "job-description"), .. choice.From(Template(job), template: true, ""),
    ]);

    /// <summary>The job that a request is about, by its number or its address.</summary>
    public int? NumberIn(IppGroup operation)
    {
        if (operation.Number("job-id") is { } number)
            return number;
        var uri = operation.Text("job-uri");
        return uri is not null && int.TryParse(uri[(uri.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    IEnumerable<IppAttribute> Status(PrintJob job) =>
    [
        IppAttribute.Text(IppTag.Uri, "job-uri", $"{PrinterUri}/{job.Id}"),
        IppAttribute.Integer("job-id", job.Id),
        IppAttribute.Text(IppTag.Uri, "job-printer-uri", PrinterUri),
        IppAttribute.Text(IppTag.NameWithoutLanguage, "job-name", job.Ticket.Name),
        IppAttribute.Text(IppTag.NameWithoutLanguage, "job-originating-user-name", job.Ticket.User),
        IppAttribute.Enum("job-state", (int)job.State),
        IppAttribute.Keywords("job-state-reasons", FaultKinds.JobReasons(job.State)),
        IppAttribute.Integer("time-at-creation", job.Created),
        Time("time-at-processing", job.Begun),
        Time("time-at-completed", job.Ended),
        IppAttribute.Integer("job-printer-up-time", printer.SecondsUp),
        IppAttribute.Integer("job-media-sheets", job.Ticket.Sheets),
        IppAttribute.Integer("job-media-sheets-completed", job.SheetsOut),
    ];

    static IEnumerable<IppAttribute> Template(PrintJob job) =>
    [
        IppAttribute.Integer("copies", job.Ticket.Copies),
        IppAttribute.Keywords("sides", JobRequest.Sides),
        IppAttribute.Keywords("media", JobRequest.Media),
    ];

    static IppAttribute Time(string name, int? seconds) =>
        seconds is { } known ? IppAttribute.Integer(name, known) : IppAttribute.Text(IppTag.NoValue, name, "");
}
