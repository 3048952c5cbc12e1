using System.Security.Cryptography;

namespace KioskSim.PrinterEmulator.Tests.Server;

/// <summary>The printer as a process of its own: its command line, its files, and hands at it.</summary>
public sealed class ProgramTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-printer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--ipp or --ipps must say where to listen; --help says more.\n")]
    [InlineData("--ipp needs a value; --help says more.\n", "--ipp")]
    [InlineData("'8631' is no address such as 127.0.0.1:8631; --help says more.\n", "--ipp", "8631")]
    [InlineData("--keep nothing: hash or sheets; --help says more.\n", "--ipp", "127.0.0.1:0", "--keep", "nothing")]
    [InlineData("--colour is not understood; --help says more.\n", "--colour", "red")]
    public async Task A_wrong_command_line_is_said_in_a_line(string why, params string[] words) => Assert.Equal((2, why), await PrinterProcess.FailAsync(words));

    [Fact]
    public async Task A_script_that_is_not_understood_is_said_by_file_line_and_word()
    {
        var script = FileOf("faults", "jam before sheet 3\njam after sheet 5\n");
        Assert.Equal((1, $"{script}: Line 2: 'after' is not understood here.\n"), await PrinterProcess.FailAsync("--ipp", "127.0.0.1:0", "--faults", script));
    }

    [Fact]
    public async Task An_address_that_is_taken_and_a_certificate_that_is_none_are_said_in_a_line()
    {
        using var host = Interop.PrinterHost.Start();
        var (code, said) = await PrinterProcess.FailAsync("--ipp", host.Address.ToString());
        Assert.Equal((1, $"The printer cannot listen at {host.Address}: Address already in use.\n"), (code, said));
        var file = FileOf("printer.pfx", "no certificate");
        (code, said) = await PrinterProcess.FailAsync("--ipps", "127.0.0.1:0", "--certificate", file);
        Assert.Equal(1, code);
        Assert.StartsWith($"{file} cannot be used as a certificate: ", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split('\n').Length);
    }

    [Fact]
    public async Task Its_certificate_is_made_once_and_kept_for_its_owner_alone()
    {
        var file = Path.Combine(_folder.FullName, "printer.pfx");
        string first;
        using (var printer = await PrinterProcess.StartAsync(secure: true, "--certificate", file))
            first = printer.Certificate;
        Assert.Equal(64, first.Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        using var again = await PrinterProcess.StartAsync(secure: true, "--certificate", file);
        Assert.Equal(first, again.Certificate);
        using var another = await PrinterProcess.StartAsync(secure: true);
        Assert.NotEqual(first, another.Certificate);
    }

    [Fact]
    public async Task Sheets_lie_in_the_out_tray_as_files_and_leave_it_for_the_locked_box()
    {
        var tray = Path.Combine(_folder.FullName, "tray");
        using var printer = await PrinterProcess.StartAsync(secure: false, "--keep", "sheets", "--out", tray);
        var pdf = Print(printer, copies: 2);
        var hash = Convert.ToHexStringLower(SHA256.HashData(pdf));
        foreach (var (sheet, copy) in ((int, int)[])[(1, 1), (2, 1), (1, 2), (2, 2)])
            Assert.Equal($"sheet {sheet} of copy {copy} of job 1, sha256 {hash}", await printer.NextLineAsync());
        Assert.Equal(["job-1-copy-1.pdf", "job-1-copy-2.pdf"], Directory.GetFiles(tray).Select(Path.GetFileName).Order());
        Assert.Equal(pdf, await File.ReadAllBytesAsync(Path.Combine(tray, "job-1-copy-2.pdf")));
        Assert.Equal("withdrawn 4 sheets", await printer.HandAsync("withdraw"));
        Assert.Empty(Directory.GetFiles(tray));
        Assert.Equal("box held 4 sheets", await printer.HandAsync("empty-box"));
    }

    [Fact]
    public async Task Hands_plan_faults_repair_them_take_paper_and_look()
    {
        using var printer = await PrinterProcess.StartAsync(secure: false);
        Assert.Equal("idle, reasons none, printed 0, tray 0, box 0", await printer.HandAsync("status"));
        Assert.Equal("planned", await printer.HandAsync("tray-empty before sheet 2"));
        Assert.Equal("not understood: Line 1: there is no fault 'fire'; faults are jam, tray-empty, toner-low, toner-empty, power-off, refuse-jobs, garbage, slow.", await printer.HandAsync("fire"));
        Print(printer, copies: 1);
        Assert.StartsWith("sheet 1 of copy 1 of job 1", await printer.NextLineAsync(), StringComparison.Ordinal);
        while (await printer.HandAsync("status") != "stopped, reasons media-empty-error,media-needed-error, printed 1, tray 1, box 0")
            await Task.Yield();
        Assert.Equal("repaired", await printer.HandAsync("repair"));
        while (await printer.HandAsync("status") != "idle, reasons none, printed 2, tray 2, box 0")
            await Task.Yield();
        Assert.Equal("taken 2 sheets", await printer.HandAsync("take"));
        Assert.Equal("planned", await printer.HandAsync("power-off"));
        Assert.Equal("off, reasons none, printed 2, tray 0, box 0", await printer.HandAsync("status"));
    }

    static byte[] Print(PrinterProcess printer, int copies)
    {
        var address = new Uri(printer.Uri);
        var pdf = Interop.PrinterHost.Pdf(pages: 4);
        new Kiosk.Printing.IppPrinter(System.Net.IPEndPoint.Parse(address.Authority), address.AbsolutePath, TimeSpan.FromSeconds(20)).Print("session", pdf, copies);
        return pdf;
    }

    string FileOf(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
