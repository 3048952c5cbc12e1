using System.Globalization;
using System.Text.RegularExpressions;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>
/// A client with some connections that asks as fast as it is answered: h2load over HTTP/1.1 (Debian: nghttp2-client), the same for every
/// server. Connections are kept where the server keeps them; openssl's ends each after one answer. (wrk first opens a connection and
/// says nothing, which openssl's responder 3.0 never gets over.)
/// </summary>
sealed partial class HttpLoad(string folder)
{
    const int Connections = 16;

    /// <returns>Answers a second.</returns>
    public async Task<double> GetAsync(Uri url, IReadOnlyList<byte[]> questions, int answers)
    {
        var list = Path.Combine(folder, "questions.txt");
        await File.WriteAllLinesAsync(list, questions.Select(q => $"{url.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(Convert.ToBase64String(q))}"));
        return await RunAsync(answers, "-i", list);
    }

    /// <inheritdoc cref="GetAsync"/>
    public async Task<double> PostAsync(Uri url, byte[] question, int answers)
    {
        var body = Path.Combine(folder, "question.der");
        await File.WriteAllBytesAsync(body, question);
        return await RunAsync(answers, "-d", body, "-H", "Content-Type: application/ocsp-request", url.AbsoluteUri);
    }

    static async Task<double> RunAsync(int answers, params string[] what)
    {
        var said = await Tool.RunAsync("h2load", ["--h1", "-t", "1", "-c", $"{Connections}", "-n", $"{answers}", .. what]);
        if (!said.Contains($"{answers} 2xx, 0 3xx, 0 4xx, 0 5xx", StringComparison.Ordinal) || Rate().Match(said) is not { Success: true } rate)
            throw new InvalidOperationException(said);
        return double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"finished in [\d.]+m?s, ([\d.]+) req/s")]
    private static partial Regex Rate();
}
