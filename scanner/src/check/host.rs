//! What kind of host an address names: this machine, an internal network, a model vendor, a bare address, a place where
//! anybody can collect requests. Nothing is resolved or fetched; the name alone is judged.

/// Kind of a host.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Host {
    /// This machine or a container beside it.
    Local,
    /// A private network, or a name that only resolves inside one.
    Internal,
    /// A company that serves models or relays them.
    Vendor,
    /// A place that hosts code under its owner's name.
    Forge,
    /// A public address without a name.
    Address,
    /// A tunnel, paste or request collector, open to anybody.
    Collector,
    /// Any other name.
    Other,
}

/// Model vendors and relays, as name endings.
static VENDORS: &[&str] = &[
    "anthropic.com",
    "openai.com",
    "openai.azure.com",
    "cognitiveservices.azure.com",
    "services.ai.azure.com",
    "generativelanguage.googleapis.com",
    "aiplatform.googleapis.com",
    "openrouter.ai",
    "mistral.ai",
    "groq.com",
    "cohere.com",
    "cohere.ai",
    "deepseek.com",
    "x.ai",
    "moonshot.ai",
    "moonshot.cn",
    "kimi.com",
    "z.ai",
    "bigmodel.cn",
    "minimax.io",
    "minimaxi.com",
    "siliconflow.cn",
    "siliconflow.com",
    "together.xyz",
    "together.ai",
    "fireworks.ai",
    "cerebras.ai",
    "perplexity.ai",
    "models.github.ai",
    "githubcopilot.com",
    "huggingface.co",
    "api.nvidia.com",
    "databricks.com",
    "gateway.ai.cloudflare.com",
    "ai-gateway.vercel.sh",
    "dashscope.aliyuncs.com",
    "dashscope-intl.aliyuncs.com",
    "volces.com",
    "replicate.com",
    "ollama.com",
    "portkey.ai",
    "helicone.ai",
    "sambanova.ai",
    "deepinfra.com",
    "voyageai.com",
    "cursor.sh",
    "cursor.com",
];

/// Hosts of code.
static FORGES: &[&str] =
    &["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "githubusercontent.com", "npmjs.org"];

/// Tunnels, pastes, request collectors and chat hooks: whoever owns the path reads what arrives.
static COLLECTORS: &[&str] = &[
    "ngrok.io",
    "ngrok.app",
    "ngrok-free.app",
    "trycloudflare.com",
    "loca.lt",
    "serveo.net",
    "webhook.site",
    "requestbin.net",
    "requestbin.com",
    "pipedream.net",
    "requestcatcher.com",
    "beeceptor.com",
    "burpcollaborator.net",
    "oastify.com",
    "oast.fun",
    "oast.pro",
    "oast.live",
    "oast.site",
    "oast.online",
    "oast.me",
    "interact.sh",
    "dnslog.cn",
    "pastebin.com",
    "paste.ee",
    "hastebin.com",
    "rentry.co",
    "transfer.sh",
    "temp.sh",
    "0x0.st",
    "file.io",
    "gofile.io",
    "termbin.com",
    "bashupload.com",
    "anonfiles.com",
    "catbox.moe",
    "api.telegram.org",
];

/// The host of the first `scheme://` address in `text`, without user, port and path.
pub(super) fn of(text: &str) -> Option<&str> {
    let rest = &text[text.find("://")? + 3..];
    let rest =
        &rest[..rest.find(['/', '?', '#', '"', '\'', ' ', '\\', '`', ')', '<', '>', '\n']).unwrap_or(rest.len())];
    let rest = rest.rsplit('@').next().unwrap_or(rest);
    let host = match rest.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(v6),
        None => rest.split(':').next().unwrap_or(rest),
    };
    (!host.is_empty()).then_some(host)
}

/// True when `host` is `name` or a name below it.
pub(super) fn under(host: &str, name: &str) -> bool {
    let (host, name) = (host.as_bytes(), name.as_bytes());
    let Some(at) = host.len().checked_sub(name.len()) else { return false };
    host[at..].eq_ignore_ascii_case(name) && (at == 0 || host[at - 1] == b'.')
}

/// The kind of `host`.
pub(super) fn kind(host: &str) -> Host {
    if let Ok(address) = host.parse::<std::net::IpAddr>() {
        return kind_of_address(address);
    }
    let among = |names: &[&str]| names.iter().any(|name| under(host, name));
    let bedrock = under(host, "amazonaws.com") && host.starts_with("bedrock");
    match host {
        _ if among(&["localhost", "host.docker.internal"]) || host.starts_with('$') || host.starts_with('{') => {
            Host::Local
        }
        _ if among(&["internal", "local", "lan", "corp", "intranet", "home.arpa", "svc"]) => Host::Internal,
        _ if !host.contains('.') => Host::Internal,
        _ if bedrock || among(VENDORS) => Host::Vendor,
        _ if among(FORGES) => Host::Forge,
        _ if among(COLLECTORS) => Host::Collector,
        _ => Host::Other,
    }
}

fn kind_of_address(address: std::net::IpAddr) -> Host {
    match address {
        std::net::IpAddr::V4(v4) if v4.is_loopback() || v4.is_unspecified() => Host::Local,
        std::net::IpAddr::V4(v4) if v4.is_private() || v4.is_link_local() => Host::Internal,
        std::net::IpAddr::V6(v6) if v6.is_loopback() || v6.is_unspecified() => Host::Local,
        std::net::IpAddr::V6(v6) if v6.is_unique_local() || v6.is_unicast_link_local() => Host::Internal,
        _ => Host::Address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_cut_out_of_addresses() {
        assert_eq!(of("x https://user:pw@api.example.com:8080/v1?x=1"), Some("api.example.com"));
        assert_eq!(of("http://[::1]:3000/"), Some("::1"));
        assert_eq!(of("curl \"https://a.invalid\""), Some("a.invalid"));
        assert_eq!(of("no address"), None);
        assert_eq!(of("file:///etc/passwd"), None);
    }

    #[test]
    fn kinds() {
        for (host, expected) in [
            ("localhost", Host::Local),
            ("127.0.0.1", Host::Local),
            ("10.1.2.3", Host::Internal),
            ("llm.corp", Host::Internal),
            ("gateway", Host::Internal),
            ("api.anthropic.com", Host::Vendor),
            ("bedrock-runtime.eu-west-1.amazonaws.com", Host::Vendor),
            ("bucket.s3.amazonaws.com", Host::Other),
            ("notanthropic.com", Host::Other),
            ("8.8.4.4", Host::Address),
            ("abc.ngrok.io", Host::Collector),
            ("raw.githubusercontent.com", Host::Forge),
        ] {
            assert_eq!(kind(host), expected, "{host}");
        }
    }
}
