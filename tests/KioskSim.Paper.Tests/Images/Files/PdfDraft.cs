using System.Globalization;
using System.Text;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>Writes PDF files by hand, sound ones and others: objects in order, a table, a trailer. Object 1 is the catalog.</summary>
public sealed class PdfDraft
{
    readonly List<byte> _bytes = [.. "%PDF-1.7\n"u8];
    readonly List<int> _offsets = [];

    /// <summary>The number that the next object will have.</summary>
    public int Next => _offsets.Count + 1;

    public PdfDraft Add(string value)
    {
        _offsets.Add(_bytes.Count);
        Put($"{_offsets.Count} 0 obj\n{value}\nendobj\n");
        return this;
    }

    /// <param name="entries">Of its dictionary, but for its length.</param>
    public PdfDraft AddStream(string entries, byte[] data)
    {
        _offsets.Add(_bytes.Count);
        Put($"{_offsets.Count} 0 obj\n<< {entries} /Length {data.Length} >>\nstream\n");
        _bytes.AddRange(data);
        Put("\nendstream\nendobj\n");
        return this;
    }

    public PdfDraft AddStream(string entries, string data) => AddStream(entries, Encoding.Latin1.GetBytes(data));

    /// <summary>A file of one page in objects 1 to 3, whose content is object 4 and whose pictures are the following, named P5, P6 ….</summary>
    public static PdfDraft OnePage(string content, int pictures, string page = "")
    {
        var names = string.Concat(Enumerable.Range(5, pictures).Select(n => $"/P{n} {n} 0 R "));
        return new PdfDraft()
            .Add("<< /Type /Catalog /Pages 2 0 R >>")
            .Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << {names}>> >> {page} >>")
            .AddStream("", content);
    }

    public byte[] File(string trailer = "")
    {
        var file = new List<byte>(_bytes);
        var rows = string.Concat(_offsets.Select(o => o.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        file.AddRange(Encoding.Latin1.GetBytes(
            $"xref\n0 {Next}\n0000000000 65535 f \n{rows}trailer\n<< /Size {Next} /Root 1 0 R {trailer} >>\nstartxref\n{_bytes.Count}\n%%EOF\n"));
        return [.. file];
    }

    void Put(string text) => _bytes.AddRange(Encoding.Latin1.GetBytes(text));
}
