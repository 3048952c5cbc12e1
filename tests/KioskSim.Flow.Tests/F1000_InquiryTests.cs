using System.Globalization;
using System.Text.RegularExpressions;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.Inquiry.Host;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>What a kiosk printed, drawn by another program and sent to the inquiry site by somebody who knows its address alone.</summary>
public sealed partial class F1000_InquiryTests(KioskSimCluster cluster)
{
    [Fact]
    public async Task The_inquiry_site_confirms_every_sheet_that_a_kiosk_printed_000_57_002_10()
    {
        var pdf = await IssueAsync(await cluster.ErrandAsync("household-of-nine", items: CertificateOptions.WholeHousehold | CertificateOptions.Relationship));
        var numbers = IssueNumber().Matches(PdfText.Read(pdf)).Select(m => m.Groups[1].Value).ToList();
        var sheets = numbers.Count / 2;
        Assert.True(sheets > 1, "Nine people are on several sheets.");

        var page = await AskAsync([.. Enumerable.Range(1, sheets).Select(sheet => Back(pdf, sheet))]);

        Assert.Equal(sheets, Regex.Count(page, "<section class=\"sheet good\""));
        Assert.Equal(sheets, Regex.Count(page, $"<dd class=\"number\">{Assert.Single(numbers.Distinct())}</dd>"));
        Assert.Contains("Wakabadai", page); // the city, whose signature it is
    }

    [Fact]
    public async Task Sheets_of_two_certificates_are_not_taken_for_one_000_57()
    {
        byte[][] backs = [Back(await IssueAsync(await cluster.ErrandAsync(which: 8)), 1), Back(await IssueAsync(await cluster.ErrandAsync(which: 9)), 1)];
        Assert.Equal(1, Regex.Count(await AskAsync(backs), "<section class=\"sheet good\""));
        Assert.Equal(2, Regex.Count(await AskAsync(backs[..1]) + await AskAsync(backs[1..]), "<section class=\"sheet good\""));
    }

    async Task<byte[]> IssueAsync(Errand errand)
    {
        var end = await cluster.RunAsync(errand);
        Assert.Null(end.Error);
        return end.Copies[0].Pdf.ToByteArray();
    }

    async Task<string> AskAsync(byte[][] files)
    {
        using var browser = new HttpClient { BaseAddress = new Uri($"http://{cluster.Services.Deployment.Address(InquiryHost.PlainHttp)}") };
        using var form = new MultipartFormDataContent();
        foreach (var file in files)
            form.Add(new ByteArrayContent(file), "scan", "back.png");
        using var answer = await browser.PostAsync("/?lang=en", form);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    // The pages are front, back, front, back.
    static byte[] Back(byte[] pdf, int sheet)
    {
        var page = (2 * sheet).ToString(CultureInfo.InvariantCulture);
        return ForeignProgram.RunWell("poppler-utils", "pdftoppm", ["-r", "300", "-gray", "-png", "-singlefile", "-f", page, "-l", page, "-"], input: pdf).Output;
    }

    [GeneratedRegex(@"発行番号\s*(\S+)")]
    private static partial Regex IssueNumber();
}
