using System.Text;
using KioskSim.Inquiry.Host.Memory;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KioskSim.Inquiry.Host.Uploads;

/// <summary>What a visitor sent, in memory alone; wiped when it is disposed.</summary>
sealed class Upload : IDisposable
{
    /// <summary>Of all files together.</summary>
    public const int MostBytes = 20_000_000;

    /// <summary>
    /// What is read to its end, though it is refused: a browser shows the page that refuses it only when it could send everything.
    /// </summary>
    public const int MostRead = 100_000_000;

    const int MostAround = 65_536;
    const int LongestBoundary = 70;
    const int MostFiles = 10;
    const int Piece = 65_536;

    readonly PinnedBuffer _body = new(Piece);

    public IReadOnlyList<ReadOnlyMemory<byte>> Files { get; private set; } = [];

    /// <returns>Null: <see cref="Files"/> has at least one.</returns>
    /// <exception cref="IOException">The connection is gone.</exception>
    public async Task<UploadFault?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
            return UploadFault.NotOurForm;
        if (request.ContentLength > MostRead || !await ReadBodyAsync(request.Body, cancel))
            return UploadFault.TooLarge;
        var fault = FormFiles.Find(_body.Written, Encoding.ASCII.GetBytes(boundary.ToString()), MostFiles, out var files);
        Files = files;
        return fault ?? (files.Sum(f => (long)f.Length) > MostBytes ? UploadFault.TooLarge : null);
    }

    public void Dispose() => _body.Dispose();

    /// <returns>False: there was more than is taken.</returns>
    async Task<bool> ReadBodyAsync(Stream body, CancellationToken cancel)
    {
        for (var beyond = 0; ;)
        {
            var read = await body.ReadAsync(_body.GetMemory(Piece), cancel);
            if (read == 0)
                return beyond == 0;
            if (_body.Length + read <= MostBytes + MostAround)
                _body.Advance(read);
            else if ((beyond += read) > MostRead)
                return false;
        }
    }
}
