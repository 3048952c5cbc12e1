using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Ocsp;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Http;

/// <summary>The headers by which caches know how long an answer may be repeated (RFC 5019, section 6.2), and what is refused unread.</summary>
public sealed class PlainHttpTests : IAsyncLifetime
{
    readonly JpkiCentre _centre = new(new AuthorityOptions(), OcspResponder.UsualRefresh);
    readonly HttpClient _http = new();
    JpkiFront _front = null!;

    public async ValueTask InitializeAsync() => _front = await JpkiFront.StartAsync(_centre, OcspResponder.UsualRefresh);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _front.DisposeAsync();
        _centre.Dispose();
    }

    [Fact]
    public async Task A_GET_may_be_repeated_until_the_next_refresh()
    {
        _centre.Time.Advance(TimeSpan.FromMinutes(4));
        using var response = await GetAsync(new OcspRequest([Id(_centre.Issue().Serial)]));
        var content = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("application/ocsp-response", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(content.Length, response.Content.Headers.ContentLength);
        Assert.Equal(Noon.AddMinutes(4), response.Headers.Date);
        Assert.Equal(Noon, response.Content.Headers.LastModified);
        Assert.Equal(Noon.AddMinutes(15), response.Content.Headers.Expires);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA1.HashData(content))}\"", response.Headers.ETag!.Tag);
        Assert.Equal(
            new CacheControlHeaderValue { MaxAge = TimeSpan.FromMinutes(11), Public = true, NoTransform = true, MustRevalidate = true },
            response.Headers.CacheControl);
    }

    [Fact]
    public async Task Who_has_the_answer_already_is_told_so()
    {
        var question = new OcspRequest([Id(_centre.Issue().Serial)]);
        using var first = await GetAsync(question);
        using var second = await GetAsync(question, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        _centre.Time.Advance(OcspResponder.UsualRefresh);
        using var third = await GetAsync(question, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.NotEqual(first.Headers.ETag, third.Headers.ETag);
    }

    [Fact]
    public async Task What_is_for_one_asker_is_kept_by_no_cache()
    {
        var id = Id(_centre.Issue().Serial);
        using var withNonce = await GetAsync(new OcspRequest([id], new byte[16]));
        using var posted = await PostAsync(new OcspRequest([id]).Encode());
        using var refused = await PostAsync([0x30, 0x00]);
        using var unknown = await GetAsync(new OcspRequest([Id(new CertificateSerial(77_777))]));
        Assert.All([withNonce, posted, refused, unknown], response =>
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Null(response.Headers.ETag);
            Assert.Equal(_centre.Time.Now, response.Headers.Date);
        });
    }

    [Theory]
    [InlineData("application/ocsp-request", 1, HttpStatusCode.OK)]
    [InlineData("APPLICATION/OCSP-REQUEST; x=y", 1, HttpStatusCode.OK)]
    [InlineData("application/json", 1, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, 1, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/ocsp-request", 0, HttpStatusCode.OK)]
    [InlineData("application/ocsp-request", OcspRequest.Longest, HttpStatusCode.OK)]
    [InlineData("application/ocsp-request", OcspRequest.Longest + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_POST_is_read_when_it_says_it_is_a_request_and_is_small_enough(string? type, int length, HttpStatusCode expected)
    {
        foreach (var chunked in (bool[])[false, true])
        {
            using var response = await PostAsync(new byte[length], type, chunked);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/%zz")]
    [InlineData("/MEUw")]
    public async Task A_GET_without_a_request_is_refused(string path)
    {
        using var response = await _http.GetAsync(_front.Url + path);
        if (response.StatusCode != HttpStatusCode.OK)
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        else
            Assert.Equal(OcspSigner.Refuse(OcspResponseStatus.MalformedRequest), await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_list_may_be_repeated_until_tomorrows()
    {
        _centre.Issue();
        using var response = await _http.GetAsync($"{_front.Root}/crl/1/{Wakabadai}.crl");
        Assert.Equal("application/pkix-crl", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(Noon, response.Content.Headers.LastModified);
        Assert.Equal(Noon.AddHours(12), response.Content.Headers.Expires);
        Assert.Equal(TimeSpan.FromHours(12), response.Headers.CacheControl!.MaxAge);

        var today = await response.Content.ReadAsByteArrayAsync();
        _centre.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(today, await _http.GetByteArrayAsync($"{_front.Root}/crl/1/{Wakabadai}.crl"));
        _centre.Time.Advance(TimeSpan.FromHours(1));
        Assert.True(RevocationList.TryParse(await _http.GetByteArrayAsync($"{_front.Root}/crl/1/{Wakabadai}.crl"), out var tomorrow));
        Assert.Equal(Noon.AddHours(12), tomorrow.ThisUpdate);
    }

    [Theory]
    [InlineData("1", HttpStatusCode.OK)]
    [InlineData("2", HttpStatusCode.OK)] // took over two years ago
    [InlineData("3", HttpStatusCode.NotFound)]
    [InlineData("1/482013.crl", HttpStatusCode.OK)]
    [InlineData("1/482021.crl", HttpStatusCode.NotFound)] // nothing was issued there
    [InlineData("1/482014.crl", HttpStatusCode.NotFound)] // no such code
    [InlineData("2/482013.crl", HttpStatusCode.NotFound)] // it issued nothing there
    public async Task There_is_a_list_of_each_generation_and_municipality_that_issued(string path, HttpStatusCode expected)
    {
        _centre.Issue();
        using var response = await _http.GetAsync($"{_front.Root}/crl/{path}");
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task The_list_of_a_generation_is_found_by_its_key_as_well()
    {
        var key = Convert.ToHexString(_centre.Trusted.Certificate.SubjectKeyIdentifier.Span);
        Assert.Equal(await _http.GetByteArrayAsync($"{_front.Root}/crl/1"), await _http.GetByteArrayAsync($"{_front.Root}/crl/by-key/{key}"));
        using var unknown = await _http.GetAsync($"{_front.Root}/crl/by-key/{key[2..]}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    CertId Id(CertificateSerial serial) => CertId.For(_centre.Trusted.Certificate, serial, CertIdHash.Sha1);

    async Task<HttpResponseMessage> GetAsync(OcspRequest request, EntityTagHeaderValue? known = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, $"{_front.Url}/{Uri.EscapeDataString(Convert.ToBase64String(request.Encode()))}");
        if (known is not null)
            message.Headers.IfNoneMatch.Add(known);
        return await _http.SendAsync(message);
    }

    async Task<HttpResponseMessage> PostAsync(byte[] request, string? type = "application/ocsp-request", bool chunked = false)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _front.Url) { Content = new ByteArrayContent(request) };
        message.Headers.TransferEncodingChunked = chunked;
        if (type is not null)
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return await _http.SendAsync(message);
    }
}
