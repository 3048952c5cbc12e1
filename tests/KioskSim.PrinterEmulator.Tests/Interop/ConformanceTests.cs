namespace KioskSim.PrinterEmulator.Tests.Interop;

/// <summary>CUPS's own conformance files judge the printer program: RFC 8011 (ipp-1.1.test), and beyond it PWG 5100.12 (ipp-2.0.test).</summary>
public sealed class ConformanceTests : IDisposable
{
    const string Theirs = "/usr/share/cups/ipptool";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-ipptool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("ipp-1.1.test", false)]
    [InlineData("ipp-1.1.test", true)]
    [InlineData("ipp-2.0.test", false)]
    [InlineData("ipp-2.0.test", true)]
    public async Task No_case_of_the_standard_fails(string file, bool secure)
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Theirs, file)), "CUPS's conformance files are not here (Debian package cups-ipp-utils).");
        foreach (var test in Directory.GetFiles(Theirs, "ipp-*.test"))
            File.Copy(test, Path.Combine(_folder.FullName, Path.GetFileName(test)));
        LayOut("document-a4.pdf", "document-letter.pdf", "document-a4.ps", "document-letter.ps", "color.jpg", "gray.jpg");
        var slow = Path.Combine(_folder.FullName, "faults");
        await File.WriteAllTextAsync(slow, "slow 0.1 s a sheet\n"); // or jobs are over before anybody can ask for one that is not

        // Without -T: with a time limit this ipptool takes the session ticket of TLS 1.3 for the end of the connection.
        using var printer = await PrinterProcess.StartAsync(secure, "--faults", slow);
        var run = ForeignProgram.RunWell(
            "cups-ipp-utils", "ipptool", ["-t", "-I", "-f", Path.Combine(_folder.FullName, "document-a4.pdf"), printer.Uri, Path.Combine(_folder.FullName, file)]);
        Assert.DoesNotContain("[FAIL]", run.Text, StringComparison.Ordinal);
        Assert.Contains("Print-Job with A4 PDF, Duplex                                        [PASS]", run.Text, StringComparison.Ordinal);
        Assert.InRange(run.Text.Split("[PASS]").Length - 1, file == "ipp-1.1.test" ? 26 : 27, 60);
    }

    // The documents that the files print are not in the package.
    void LayOut(params string[] documents)
    {
        foreach (var document in documents)
            File.WriteAllBytes(Path.Combine(_folder.FullName, document), PrinterHost.Pdf(pages: 3));
    }
}
