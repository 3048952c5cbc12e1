using System.Text;
using System.Text.Json;

namespace KioskSim.Web.Tests.Rig;

/// <summary>
/// All that a browser sent and was sent, as it wrote it down itself (HAR 1.2) when it was closed. Streams that never end are not in it:
/// <see cref="Onlooker"/> has them.
/// </summary>
sealed class NetworkLog
{
    NetworkLog(string sent, IReadOnlyList<byte[]> came) => (Sent, Came) = (sent, came);

    /// <summary>Addresses and bodies of all requests.</summary>
    public string Sent { get; }

    /// <summary>Bodies of all answers.</summary>
    public IReadOnlyList<byte[]> Came { get; }

    public static NetworkLog Read(string file)
    {
        using var har = JsonDocument.Parse(File.ReadAllBytes(file));
        var sent = new StringBuilder();
        List<byte[]> came = [];
        foreach (var entry in har.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray())
        {
            var request = entry.GetProperty("request");
            sent.AppendLine(request.GetProperty("url").GetString());
            if (request.TryGetProperty("postData", out var body))
                sent.AppendLine(body.GetProperty("text").GetString());
            var content = entry.GetProperty("response").GetProperty("content");
            if (content.TryGetProperty("text", out var text))
                came.Add(content.TryGetProperty("encoding", out _) ? text.GetBytesFromBase64() : Encoding.UTF8.GetBytes(text.GetString()!));
        }

        return new NetworkLog(sent.ToString(), came);
    }
}
