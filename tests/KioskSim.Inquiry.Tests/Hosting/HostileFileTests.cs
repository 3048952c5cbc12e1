using System.IO.Compression;
using System.Net;
using System.Text;
using KioskSim.Inquiry.Host.Uploads;
using KioskSim.Inquiry.Tests.Backs;
using KioskSim.Paper.Tests.Images.Files;

namespace KioskSim.Inquiry.Tests.Hosting;

/// <summary>Wrong, huge and malicious files: each is refused in words, with the right status, and the site goes on.</summary>
public sealed class HostileFileTests : IAsyncLifetime
{
    RunningSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await RunningSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("empty", 400, "ファイルが選ばれていません")]
    [InlineData("HTML", 415, "画像ではないファイルです")]
    [InlineData("SVG with a script", 415, "画像ではないファイルです")]
    [InlineData("ZIP", 415, "画像ではないファイルです")]
    [InlineData("truncated PNG", 422, "ファイルが壊れています")]
    [InlineData("PNG and HTML", 422, "一つのファイルに、別のファイルが入っています")]
    [InlineData("PDF and ZIP", 422, "一つのファイルに、別のファイルが入っています")]
    [InlineData("bomb", 413, "ファイルが大きすぎます")]
    [InlineData("PDF of 100 pages", 413, "ページが多すぎます")]
    [InlineData("PDF of text", 415, "読み取れない形式の画像です")]
    [InlineData("21 MB", 413, "ファイルが大きすぎます")]
    public async Task A_file_that_is_no_scan_is_refused_in_words_000_57(string kind, int status, string words)
    {
        var (answered, page) = await _site.SendAsync("/", File(kind));
        Assert.Equal((status, true), ((int)answered, page.Contains(words, StringComparison.Ordinal)));
        Assert.DoesNotMatch(@"Exception| at KioskSim|\.cs:", page);
        Assert.Equal(HttpStatusCode.OK, (await _site.SendAsync("/", ScannedBack.Of(_site.City.Parcel()).Png())).Status);
    }

    [Fact]
    public async Task Eleven_files_are_more_than_are_looked_at_000_57()
    {
        var (status, page) = await _site.SendAsync("/", [.. Enumerable.Repeat<byte[]>([1], 11)]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("ページが多すぎます", page);
    }

    [Theory]
    [InlineData("application/json", "{}", 415)]
    [InlineData("text/plain", "scan", 415)]
    [InlineData("application/x-www-form-urlencoded", "scan=1", 415)]
    [InlineData("multipart/form-data", "--b", 415)]
    [InlineData("multipart/form-data; boundary=b", "", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b--", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"scan\"\r\n\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"scan\"\r\n\r\n\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"scan\"\r\n\r\nx\r\n--b--\r\n", 415)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; filename=a; name=scan\r\n\r\nx\r\n--b--\r\n", 415)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"scan\"\r\n\r\nx\r\n--b--\r\n", 400)]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"scan of mine\"\r\n\r\nx\r\n--b--\r\n", 400)]
    public async Task A_form_that_is_not_ours_is_refused_000_57(string type, string body, int status)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(status, (int)(await _site.SendAsync("/", content)).Status);
    }

    /// <summary>Any bytes between delimiters come out as they went in; any bytes at all do no harm.</summary>
    [Fact]
    public void Files_are_found_in_any_form_000_57()
    {
        var random = new Random(57);
        for (var run = 0; run < 2000; run++)
        {
            var body = new byte[random.Next(400)];
            random.NextBytes(body);
            var pieces = new[] { "--b", "\r\n", "\r\n\r\n", "name=\"scan\"", "--", "x" };
            var mixed = new List<byte>();
            for (var i = 0; i < random.Next(12); i++)
                mixed.AddRange(random.Next(4) == 0 ? body : Encoding.ASCII.GetBytes(pieces[random.Next(pieces.Length)]));
            FormFiles.Find(mixed.ToArray(), "b"u8, 10, out _);

            byte[] form = [.. "--bound\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a\"\r\n\r\n"u8, .. body, .. "\r\n--bound--\r\n"u8];
            var fault = FormFiles.Find(form, "bound"u8, 10, out var files);
            if (body.Length == 0)
                Assert.Equal(UploadFault.NoFile, fault);
            else
                Assert.Equal(body, Assert.Single(files).ToArray());
        }
    }

    byte[] File(string kind) => kind switch
    {
        "empty" => [],
        "HTML" => "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(),
        "SVG with a script" => "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray(),
        "ZIP" => Zip(),
        "truncated PNG" => ScannedBack.Of(_site.City.Parcel()).Png()[..^5000],
        "PNG and HTML" => [.. ScannedBack.Blank().Coarse(8).Png(), .. "<html>"u8],
        "PDF and ZIP" => [.. ScannedBack.Pdf(ScannedBack.Blank().Coarse(8)), .. Zip()],
        "bomb" => Bomb(),
        "PDF of 100 pages" => ScannedBack.Pdf([.. Enumerable.Repeat(ScannedBack.Blank().Coarse(8), 100)]),
        "PDF of text" => PdfDraft.OnePage("BT (text) Tj ET", 0).File(),
        "21 MB" => new byte[21_000_000],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    static byte[] Zip()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("a").Open().Dispose();
        return file.ToArray();
    }

    // A page of 7000 × 8000 white dots that packs to some kilobytes, ten times over.
    static byte[] Bomb()
    {
        var page = new Paper.Images.GreyImage(7000, 8000);
        return ScannedBack.Pdf([.. Enumerable.Repeat(page, 8)]);
    }
}
