using KioskSim.Ipp;
using KioskSim.PrinterEmulator.Device;

namespace KioskSim.PrinterEmulator.Endpoint;

/// <summary>What the printer says of itself (RFC 8011 section 5.4), with what IPP/2.0 requires beyond it (PWG 5100.12 section 6.2).</summary>
sealed class PrinterDescription(PrinterDevice printer, IReadOnlyList<string> uris)
{
    const int PortraitOrientation = 3;
    const int NormalQuality = 4;
    const int NoFinishing = 3;

    // 600 dots per inch, both ways (RFC 8011 section 5.1.16).
    static readonly byte[] Resolution = [0, 0, 2, 88, 0, 0, 2, 88, 3];

    public IppGroup Of(AttributeChoice choice) => new(IppTag.PrinterAttributes,
    [
        .. choice.From(Capabilities, template: true, ""),
        .. choice.From(Identity(), template: false, "printer-description"),
        .. choice.From(State(), template: false, "printer-description"),
    ]);

    static readonly IReadOnlyList<IppAttribute> Capabilities =
    [
        IppAttribute.Integer("copies-default", 1),
        IppAttribute.Range("copies-supported", 1, JobRequest.MostCopies),
        IppAttribute.Enum("finishings-default", NoFinishing),
        IppAttribute.Enum("finishings-supported", NoFinishing),
        IppAttribute.Keywords("media-default", JobRequest.Media),
        IppAttribute.Keywords("media-supported", JobRequest.Media),
        IppAttribute.Enum("orientation-requested-default", PortraitOrientation),
        IppAttribute.Enum("orientation-requested-supported", PortraitOrientation),
        IppAttribute.Keywords("output-bin-default", "tray-1"),
        IppAttribute.Keywords("output-bin-supported", "tray-1"),
        IppAttribute.Enum("print-quality-default", NormalQuality),
        IppAttribute.Enum("print-quality-supported", NormalQuality),
        new(IppTag.Resolution, "printer-resolution-default", [Resolution]),
        new(IppTag.Resolution, "printer-resolution-supported", [Resolution]),
        IppAttribute.Keywords("sides-default", JobRequest.Sides),
        IppAttribute.Keywords("sides-supported", JobRequest.Sides),
    ];

    IEnumerable<IppAttribute> Identity() =>
    [
        IppAttribute.Text(IppTag.Uri, "printer-uri-supported", [.. uris]),
        IppAttribute.Keywords("uri-authentication-supported", [.. uris.Select(_ => "none")]),
        IppAttribute.Keywords("uri-security-supported", [.. uris.Select(u => u.StartsWith("ipps:", StringComparison.Ordinal) ? "tls" : "none")]),
        IppAttribute.Text(IppTag.NameWithoutLanguage, "printer-name", uris[0][(uris[0].LastIndexOf('/') + 1)..]),
        IppAttribute.Text(IppTag.TextWithoutLanguage, "printer-info", "KioskSim printer emulator"),
        IppAttribute.Text(IppTag.TextWithoutLanguage, "printer-location", "multi-copy machine"),
        IppAttribute.Text(IppTag.TextWithoutLanguage, "printer-make-and-model", "KioskSim printer emulator"),
        IppAttribute.Text(IppTag.Uri, "printer-more-info", "https://printer.example/"),
        IppAttribute.Keywords("ipp-versions-supported", "1.1", "2.0"),
        new(IppTag.Enum, "operations-supported", [.. Enum.GetValues<IppOperation>().Select(o => (object)(int)o)]),
        IppAttribute.Text(IppTag.Charset, "charset-configured", "utf-8"),
        IppAttribute.Text(IppTag.Charset, "charset-supported", "utf-8"),
        IppAttribute.Text(IppTag.NaturalLanguage, "natural-language-configured", "ja"),
        IppAttribute.Text(IppTag.NaturalLanguage, "generated-natural-language-supported", "ja"),
        IppAttribute.Text(IppTag.MimeMediaType, "document-format-default", JobRequest.Pdf),
        IppAttribute.Text(IppTag.MimeMediaType, "document-format-supported", JobRequest.Pdf, JobRequest.AnyFormat),
        IppAttribute.Keywords("compression-supported", "none"),
        IppAttribute.Keywords("pdl-override-supported", "not-attempted"),
        IppAttribute.Flag("color-supported", false),
        IppAttribute.Integer("pages-per-minute", 40),
    ];

    IEnumerable<IppAttribute> State()
    {
        var waiting = printer.Jobs(completed: false).Count;
        var state = printer.IsStopped ? IppPrinterState.Stopped : waiting > 0 ? IppPrinterState.Processing : IppPrinterState.Idle;
        var reasons = printer.StateReasons;
        return
        [
            IppAttribute.Flag("printer-is-accepting-jobs", printer.AcceptsJobs),
            IppAttribute.Integer("queued-job-count", waiting),
            IppAttribute.Integer("printer-up-time", printer.SecondsUp),
            IppAttribute.Enum("printer-state", (int)state),
            IppAttribute.Keywords("printer-state-reasons", reasons.Count > 0 ? [.. reasons] : ["none"]),
            IppAttribute.Integer("printer-media-sheets-completed", printer.SheetsPrinted),
            IppAttribute.Text(
                IppTag.OctetString, "printer-output-tray",
                $"type=removableBin;maxcapacity={PaperTray.Capacity};remaining={PaperTray.Capacity - printer.SheetsInTray};status=0;name=tray-1;stackingorder=firstToLast;pagedelivery=faceUp;"),
        ];
    }
}
