<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>StemDesk</name>
    <message numerus="yes">
      <source>%n done in the last day</source>
      <translation>
        <numerusform>最近一天完成 %n 个</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n model(s)</source>
      <translation>
        <numerusform>%n 个模型</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n running</source>
      <translation>
        <numerusform>%n 个进行中</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n song(s)</source>
      <translation>
        <numerusform>%n 首歌</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n stem(s)</source>
      <translation>
        <numerusform>%n 条音轨</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n to decide</source>
      <translation>
        <numerusform>%n 个待决定</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n waiting</source>
      <translation>
        <numerusform>%n 个等待中</numerusform>
      </translation>
    </message>
    <message>
      <source>A fast preview of the singer and of everything else, for karaoke and for singing along. It works best where the voice stands in the middle of a stereo mix.</source>
      <translation>快速预览人声与其余部分，适合卡拉 OK 和跟唱。人声位于立体声中央时效果最好。</translation>
    </message>
    <message>
      <source>A fast preview without any download: it listens for strokes, for what stands in the middle and for what repeats. Good for a first listen and for practice; a service's models separate far more cleanly.</source>
      <translation>无需下载的快速预览：根据打击感、声像居中和重复性来分离。适合初听和练习；在线服务的模型分离得干净得多。</translation>
    </message>
    <message>
      <source>A/B original</source>
      <translation>A/B 原曲</translation>
    </message>
    <message>
      <source>API token</source>
      <translation>API 令牌</translation>
    </message>
    <message>
      <source>AccessKey</source>
      <translation>AccessKey</translation>
    </message>
    <message>
      <source>Accounts</source>
      <translation>账号</translation>
    </message>
    <message>
      <source>Accounts are kept by the system's password store ({name}), never in a file.</source>
      <translation>账号保存在系统的密码库（{name}）中，绝不写入文件。</translation>
    </message>
    <message>
      <source>Add songs</source>
      <translation>添加歌曲</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>所有文件 (*)</translation>
    </message>
    <message>
      <source>AppKey</source>
      <translation>AppKey</translation>
    </message>
    <message>
      <source>As in “ap-beijing”.</source>
      <translation>例如“ap-beijing”。</translation>
    </message>
    <message>
      <source>Back and forward by 5 s, with Shift by half a second</source>
      <translation>后退/前进 5 秒，按住 Shift 为半秒</translation>
    </message>
    <message>
      <source>Backing vocals</source>
      <translation>和声</translation>
    </message>
    <message>
      <source>Bass</source>
      <translation>贝斯</translation>
    </message>
    <message>
      <source>Bucket</source>
      <translation>存储桶</translation>
    </message>
    <message>
      <source>Can be stored already; splitting with it comes later.</source>
      <translation>已可保存账号；用它分离将在以后的版本提供。</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Cancel {song}</source>
      <translation>取消 {song}</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>更改</translation>
    </message>
    <message>
      <source>Change the folder</source>
      <translation>更改文件夹</translation>
    </message>
    <message>
      <source>Choose a lane; with Alt, hear it alone</source>
      <translation>选择音轨；加 Alt 只听这一条</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close this notice</source>
      <translation>关闭此提示</translation>
    </message>
    <message>
      <source>Content id</source>
      <translation>内容仓库 ID</translation>
    </message>
    <message>
      <source>Dango 团子</source>
      <translation>Dango 团子</translation>
    </message>
    <message>
      <source>Drag in the ruler to choose what is repeated (L)</source>
      <translation>在标尺上拖动以选择循环范围 (L)</translation>
    </message>
    <message>
      <source>Drop a song anywhere, or choose one on the left.</source>
      <translation>把歌曲拖到任意位置，或在左侧选择一首。</translation>
    </message>
    <message>
      <source>Drop songs anywhere</source>
      <translation>把歌曲拖到任意位置</translation>
    </message>
    <message>
      <source>Drums</source>
      <translation>鼓</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Export what you hear</source>
      <translation>导出当前听到的声音</translation>
    </message>
    <message>
      <source>Exporting “{name}” …</source>
      <translation>正在导出“{name}”…</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>导出…</translation>
    </message>
    <message>
      <source>FLAC, 16 bit</source>
      <translation>FLAC，16 位</translation>
    </message>
    <message>
      <source>FLAC, 24 bit</source>
      <translation>FLAC，24 位</translation>
    </message>
    <message>
      <source>Fast preview</source>
      <translation>快速预览</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>For this session only</source>
      <translation>仅限本次使用</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>忘记</translation>
    </message>
    <message>
      <source>Forget {name}</source>
      <translation>忘记 {name}</translation>
    </message>
    <message>
      <source>Forgotten.</source>
      <translation>已忘记。</translation>
    </message>
    <message>
      <source>From Dango.ai, where you buy API access.</source>
      <translation>在 Dango.ai 购买 API 后获得。</translation>
    </message>
    <message>
      <source>From the Tencent Cloud console, access management.</source>
      <translation>来自腾讯云控制台的访问管理。</translation>
    </message>
    <message>
      <source>From the Volcengine console, intelligent music.</source>
      <translation>来自火山引擎控制台的智能音乐。</translation>
    </message>
    <message>
      <source>From your profile on mvsep.com, under “API”.</source>
      <translation>在 mvsep.com 个人资料的“API”处。</translation>
    </message>
    <message>
      <source>Guitar</source>
      <translation>吉他</translation>
    </message>
    <message>
      <source>Hide the jobs</source>
      <translation>收起任务</translation>
    </message>
    <message>
      <source>Instrumental</source>
      <translation>伴奏</translation>
    </message>
    <message>
      <source>Its stems can be played.</source>
      <translation>可以播放分离后的音轨了。</translation>
    </message>
    <message>
      <source>Jobs</source>
      <translation>任务</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>Lanes</source>
      <translation>音轨</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>语言</translation>
    </message>
    <message>
      <source>Lead vocals</source>
      <translation>主唱</translation>
    </message>
    <message>
      <source>Links can only be split by a service that fetches them. Download the song and drop the file.</source>
      <translation>链接只能由支持抓取的服务来分离。请先下载歌曲，再拖入文件。</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>外观</translation>
    </message>
    <message>
      <source>Loop</source>
      <translation>循环</translation>
    </message>
    <message>
      <source>Loop on or off</source>
      <translation>循环开/关</translation>
    </message>
    <message>
      <source>Loop start or end at the playhead</source>
      <translation>循环起点/终点设在播放位置</translation>
    </message>
    <message>
      <source>Loop {start} – {end}</source>
      <translation>循环 {start} – {end}</translation>
    </message>
    <message>
      <source>M4A (AAC), 256 kbit/s</source>
      <translation>M4A (AAC),256 kbit/s</translation>
    </message>
    <message>
      <source>MP3, 320 kbit/s</source>
      <translation>MP3,320 kbit/s</translation>
    </message>
    <message>
      <source>MVSEP</source>
      <translation>MVSEP</translation>
    </message>
    <message>
      <source>Media Lab, with your own storage bucket</source>
      <translation>多媒体实验室，使用自己的存储桶</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>模型</translation>
    </message>
    <message>
      <source>Mute or solo the chosen lane</source>
      <translation>静音/独奏所选音轨</translation>
    </message>
    <message>
      <source>Mute {stem}</source>
      <translation>静音 {stem}</translation>
    </message>
    <message>
      <source>No model brings all of that. Take a filter away.</source>
      <translation>没有模型能全部满足，请去掉一个筛选条件。</translation>
    </message>
    <message>
      <source>No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.</source>
      <translation>没有可用的声卡。请接上或打开音箱、耳机，再按播放。</translation>
    </message>
    <message>
      <source>Nothing to play yet</source>
      <translation>还没有可播放的内容</translation>
    </message>
    <message>
      <source>Nothing was given, so nothing was stored.</source>
      <translation>没有输入任何内容，因此没有保存。</translation>
    </message>
    <message>
      <source>Nothing was stored.</source>
      <translation>没有保存过内容。</translation>
    </message>
    <message>
      <source>Ogg Vorbis, high quality</source>
      <translation>Ogg Vorbis，高质量</translation>
    </message>
    <message>
      <source>On this computer</source>
      <translation>本机</translation>
    </message>
    <message>
      <source>Only without AccessKey and SecretKey.</source>
      <translation>仅在没有 AccessKey 和 SecretKey 时填写。</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>原曲</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>其他</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>输出格式</translation>
    </message>
    <message>
      <source>Pan</source>
      <translation>声像</translation>
    </message>
    <message>
      <source>Pan {stem}</source>
      <translation>{stem} 声像</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>暂停</translation>
    </message>
    <message>
      <source>Piano</source>
      <translation>钢琴</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>播放</translation>
    </message>
    <message>
      <source>Play or pause</source>
      <translation>播放或暂停</translation>
    </message>
    <message>
      <source>Play view</source>
      <translation>播放视图</translation>
    </message>
    <message>
      <source>Play {song}</source>
      <translation>播放 {song}</translation>
    </message>
    <message>
      <source>PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it.</source>
      <translation>未安装用于声卡的 PortAudio 库。分离和导出不受影响。</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>位置</translation>
    </message>
    <message>
      <source>Progress of {song}</source>
      <translation>{song} 的进度</translation>
    </message>
    <message>
      <source>Quick band</source>
      <translation>快速乐队</translation>
    </message>
    <message>
      <source>Quick vocals</source>
      <translation>快速人声</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>地域</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>移除</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>从列表中移除</translation>
    </message>
    <message>
      <source>Remove {song} from the jobs</source>
      <translation>从任务中移除 {song}</translation>
    </message>
    <message>
      <source>Retry</source>
      <translation>重试</translation>
    </message>
    <message>
      <source>Retry {song}</source>
      <translation>重试 {song}</translation>
    </message>
    <message>
      <source>SAMI, vocals and accompaniment</source>
      <translation>SAMI，人声与伴奏</translation>
    </message>
    <message>
      <source>SONGS</source>
      <translation>歌曲</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <source>Save to</source>
      <translation>保存到</translation>
    </message>
    <message>
      <source>Save {name}</source>
      <translation>保存 {name}</translation>
    </message>
    <message numerus="yes">
      <source>Search %n model(s)</source>
      <translation>
        <numerusform>搜索 %n 个模型</numerusform>
      </translation>
    </message>
    <message>
      <source>Search models</source>
      <translation>搜索模型</translation>
    </message>
    <message>
      <source>SecretId</source>
      <translation>SecretId</translation>
    </message>
    <message>
      <source>SecretKey</source>
      <translation>SecretKey</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>在文件夹中显示</translation>
    </message>
    <message>
      <source>Show player</source>
      <translation>显示播放器</translation>
    </message>
    <message>
      <source>Show split</source>
      <translation>显示分离</translation>
    </message>
    <message>
      <source>Show the jobs</source>
      <translation>展开任务</translation>
    </message>
    <message>
      <source>Show {song} in its folder</source>
      <translation>在文件夹中显示 {song}</translation>
    </message>
    <message>
      <source>Solo {stem}</source>
      <translation>独奏 {stem}</translation>
    </message>
    <message>
      <source>Songs</source>
      <translation>歌曲</translation>
    </message>
    <message>
      <source>Songs and films ({endings})</source>
      <translation>歌曲和视频 ({endings})</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>分离</translation>
    </message>
    <message numerus="yes">
      <source>Split %n song(s)</source>
      <translation>
        <numerusform>分离 %n 首歌</numerusform>
      </translation>
    </message>
    <message>
      <source>Split a song, or drop a folder of stems. They play here side by side.</source>
      <translation>分离一首歌，或拖入一个音轨文件夹，即可在这里并排播放。</translation>
    </message>
    <message>
      <source>Split the chosen songs</source>
      <translation>分离所选歌曲</translation>
    </message>
    <message>
      <source>Split view</source>
      <translation>分离视图</translation>
    </message>
    <message>
      <source>StemDesk itself stumbled ({reason}). The log has the details; try again, and please report it.</source>
      <translation>StemDesk 自身出错（{reason}）。详情见日志；请重试并反馈。</translation>
    </message>
    <message>
      <source>Stems go to</source>
      <translation>音轨保存到</translation>
    </message>
    <message>
      <source>Strings</source>
      <translation>弦乐</translation>
    </message>
    <message>
      <source>Tell me when a job ends while StemDesk is in the background</source>
      <translation>StemDesk 在后台时，任务结束通知我</translation>
    </message>
    <message>
      <source>Tencent</source>
      <translation>腾讯</translation>
    </message>
    <message>
      <source>The disk is full. Free some space, then try again.</source>
      <translation>磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
      <source>The disk of “{folder}” is full. Free some space, then try again.</source>
      <translation>“{folder}”所在磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
      <source>The disk refused: {reason}.</source>
      <translation>磁盘拒绝了操作：{reason}。</translation>
    </message>
    <message>
      <source>The language changes with the next start.</source>
      <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
      <source>The list of songs and jobs ({path}) cannot be opened: {reason}.</source>
      <translation>无法打开歌曲和任务列表（{path}）:{reason}。</translation>
    </message>
    <message>
      <source>The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed.</source>
      <translation>歌曲和任务列表由更新版本的 StemDesk 写入。请更新本程序；没有任何改动。</translation>
    </message>
    <message>
      <source>The original instead of the stems</source>
      <translation>听原曲而不是音轨</translation>
    </message>
    <message>
      <source>The player stumbled ({reason}). Open the stems again.</source>
      <translation>播放器出错（{reason}）。请重新打开音轨。</translation>
    </message>
    <message>
      <source>The repository bound to your bucket.</source>
      <translation>与存储桶绑定的仓库。</translation>
    </message>
    <message>
      <source>The separation stopped unexpectedly, perhaps for lack of memory. Close other programs and try again.</source>
      <translation>分离意外停止，可能是内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
      <source>The song as it was, at the same moment (A)</source>
      <translation>同一时刻的原曲 (A)</translation>
    </message>
    <message>
      <source>The sound card does not start: {reason}.</source>
      <translation>声卡无法启动：{reason}。</translation>
    </message>
    <message>
      <source>The system's password store (keyring) is locked or refused. Unlock it, then try again.</source>
      <translation>系统密码库已锁定或拒绝访问。请解锁后重试。</translation>
    </message>
    <message>
      <source>There are no songs in the folder “{name}”.</source>
      <translation>文件夹“{name}”里没有歌曲。</translation>
    </message>
    <message>
      <source>There are no stems to play here.</source>
      <translation>这里没有可播放的音轨。</translation>
    </message>
    <message>
      <source>These stems cannot be played</source>
      <translation>无法播放这些音轨</translation>
    </message>
    <message>
      <source>These stems have different sample rates ({rates}), so they do not belong together.</source>
      <translation>这些音轨采样率不同（{rates}），不属于同一组。</translation>
    </message>
    <message>
      <source>This computer splits files, not links. Download the song first, then drop the file.</source>
      <translation>本机只能分离文件，不能分离链接。请先下载歌曲，再拖入文件。</translation>
    </message>
    <message>
      <source>This page</source>
      <translation>本页</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running, and StemDesk keeps secrets nowhere else. Set the environment instead: {names}.</source>
      <translation>系统没有正在运行的密码库，而 StemDesk 不会把密钥存到别处。请改用环境变量：{names}。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Accounts can be kept for this session only; they are never written to a file.</source>
      <translation>系统没有正在运行的密码库。账号只能在本次使用中保留，绝不写入文件。</translation>
    </message>
    <message>
      <source>This system has no password store (keyring) that is running. Keep the account for this session only, or set it in the environment.</source>
      <translation>系统没有正在运行的密码库。请选择仅在本次使用中保留，或设置环境变量。</translation>
    </message>
    <message>
      <source>To the start</source>
      <translation>回到开头</translation>
    </message>
    <message>
      <source>To the start, to the end</source>
      <translation>到开头、到结尾</translation>
    </message>
    <message>
      <source>Token</source>
      <translation>令牌</translation>
    </message>
    <message>
      <source>Type or paste something first.</source>
      <translation>请先输入或粘贴内容。</translation>
    </message>
    <message>
      <source>Vocals</source>
      <translation>人声</translation>
    </message>
    <message>
      <source>Volcengine</source>
      <translation>火山引擎</translation>
    </message>
    <message>
      <source>Volume</source>
      <translation>音量</translation>
    </message>
    <message>
      <source>Volume {stem}</source>
      <translation>{stem} 音量</translation>
    </message>
    <message>
      <source>WAV, 16 bit</source>
      <translation>WAV，16 位</translation>
    </message>
    <message>
      <source>WAV, 24 bit</source>
      <translation>WAV，24 位</translation>
    </message>
    <message>
      <source>WAV, 32 bit float</source>
      <translation>WAV，32 位浮点</translation>
    </message>
    <message>
      <source>What do you want out of it?</source>
      <translation>想要分离出什么？</translation>
    </message>
    <message>
      <source>What is being split, and what was, shows up here.</source>
      <translation>正在分离和已分离的内容会显示在这里。</translation>
    </message>
    <message>
      <source>When in doubt</source>
      <translation>难以判断时</translation>
    </message>
    <message>
      <source>Where should the stems go?</source>
      <translation>音轨保存到哪里？</translation>
    </message>
    <message>
      <source>Wind</source>
      <translation>管乐</translation>
    </message>
    <message>
      <source>With its number, as in “music-1250000000”.</source>
      <translation>带编号，例如“music-1250000000”。</translation>
    </message>
    <message>
      <source>With the SecretKey, tokens renew themselves.</source>
      <translation>配合 SecretKey,令牌会自动更新。</translation>
    </message>
    <message>
      <source>balanced</source>
      <translation>均衡</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>已取消</translation>
    </message>
    <message>
      <source>checking the song</source>
      <translation>正在检查歌曲</translation>
    </message>
    <message>
      <source>cleaner backing</source>
      <translation>伴奏更干净</translation>
    </message>
    <message>
      <source>cleaner vocals</source>
      <translation>人声更干净</translation>
    </message>
    <message>
      <source>dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>done</source>
      <translation>完成</translation>
    </message>
    <message>
      <source>downloading</source>
      <translation>正在下载</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>失败</translation>
    </message>
    <message>
      <source>files, folders, stems</source>
      <translation>文件、文件夹、音轨</translation>
    </message>
    <message>
      <source>free</source>
      <translation>免费</translation>
    </message>
    <message>
      <source>free, no account</source>
      <translation>免费，无需账号</translation>
    </message>
    <message>
      <source>light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>like the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>listening</source>
      <translation>正在聆听</translation>
    </message>
    <message>
      <source>many models, credits</source>
      <translation>模型众多，按点数计费</translation>
    </message>
    <message>
      <source>needs your decision</source>
      <translation>需要你的决定</translation>
    </message>
    <message>
      <source>not in this version yet</source>
      <translation>此版本尚不支持</translation>
    </message>
    <message>
      <source>premium</source>
      <translation>高级用户</translation>
    </message>
    <message>
      <source>putting the stems in place</source>
      <translation>正在放置音轨</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>就绪</translation>
    </message>
    <message>
      <source>registered</source>
      <translation>注册用户</translation>
    </message>
    <message>
      <source>separating</source>
      <translation>正在分离</translation>
    </message>
    <message>
      <source>stems from a folder</source>
      <translation>来自文件夹的音轨</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>已停止</translation>
    </message>
    <message>
      <source>today</source>
      <translation>今天</translation>
    </message>
    <message>
      <source>uploading</source>
      <translation>正在上传</translation>
    </message>
    <message>
      <source>vocals and multi-track, pay per song</source>
      <translation>人声与多轨，按首付费</translation>
    </message>
    <message>
      <source>waiting for its turn</source>
      <translation>等待轮到</translation>
    </message>
    <message>
      <source>waiting in the service's queue</source>
      <translation>在服务队列中等待</translation>
    </message>
    <message>
      <source>yesterday</source>
      <translation>昨天</translation>
    </message>
    <message>
      <source>{credits} credits / min</source>
      <translation>{credits} 点/分钟</translation>
    </message>
    <message>
      <source>{field}: kept by the system's password store</source>
      <translation>{field}：保存在系统密码库</translation>
    </message>
    <message>
      <source>{field}: kept for this session only</source>
      <translation>{field}：仅在本次使用中保留</translation>
    </message>
    <message>
      <source>{field}: set by the environment ({variable})</source>
      <translation>{field}：由环境变量设置（{variable}）</translation>
    </message>
    <message>
      <source>{format} cannot hold {channels} channels at {rate} Hz. Choose WAV or FLAC.</source>
      <translation>{format} 不支持 {channels} 声道、{rate} Hz。请选择 WAV 或 FLAC。</translation>
    </message>
    <message>
      <source>{h} h {m} min</source>
      <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
      <source>{model}</source>
      <translation>{model}</translation>
    </message>
    <message>
      <source>{model} · {stems}</source>
      <translation>{model} · {stems}</translation>
    </message>
    <message>
      <source>{m} min {s} s</source>
      <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
      <source>{name} for this session only</source>
      <translation>{name} 仅限本次使用</translation>
    </message>
    <message>
      <source>{provider} · {model}</source>
      <translation>{provider} · {model}</translation>
    </message>
    <message>
      <source>{rate} kHz</source>
      <translation>{rate} kHz</translation>
    </message>
    <message>
      <source>{reason}</source>
      <translation>{reason}</translation>
    </message>
    <message>
      <source>{songs} · {length}</source>
      <translation>{songs} · {length}</translation>
    </message>
    <message>
      <source>{song} (mix)</source>
      <translation>{song}（混音）</translation>
    </message>
    <message>
      <source>{song} is ready</source>
      <translation>{song} 已就绪</translation>
    </message>
    <message>
      <source>{song} was not split</source>
      <translation>{song} 未能分离</translation>
    </message>
    <message>
      <source>{s} s</source>
      <translation>{s} 秒</translation>
    </message>
    <message>
      <source>{what} {percent} %</source>
      <translation>{what} {percent} %</translation>
    </message>
    <message>
      <source>“{folder}” cannot be written to. Choose another folder for the stems, then try again.</source>
      <translation>无法写入“{folder}”。请为音轨另选文件夹后重试。</translation>
    </message>
    <message>
      <source>“{name}” breaks off at {at} of {length}: the file is cut short or damaged. Copy or download it again.</source>
      <translation>“{name}”在 {at}/{length} 处中断：文件不完整或已损坏。请重新复制或下载。</translation>
    </message>
    <message>
      <source>“{name}” cannot be read: {reason}.</source>
      <translation>无法读取“{name}”：{reason}。</translation>
    </message>
    <message>
      <source>“{name}” is a folder, not a song.</source>
      <translation>“{name}”是文件夹，不是歌曲。</translation>
    </message>
    <message>
      <source>“{name}” is copy-protected (DRM), so no program but the shop's own can read it. Use a version without protection.</source>
      <translation>“{name}”有版权保护 (DRM)，只有商店自己的程序能读取。请使用无保护的版本。</translation>
    </message>
    <message>
      <source>“{name}” is empty (0 bytes). Copy or download it again.</source>
      <translation>“{name}”是空文件（0 字节）。请重新复制或下载。</translation>
    </message>
    <message>
      <source>“{name}” is exported.</source>
      <translation>“{name}”已导出。</translation>
    </message>
    <message>
      <source>“{name}” is not a sound file that can be read, whatever its name says, or it is damaged.</source>
      <translation>“{name}”不是可读取的声音文件（不管名字如何），或已损坏。</translation>
    </message>
    <message>
      <source>“{name}” is not there any more. Was it moved, renamed, or is its drive unplugged?</source>
      <translation>“{name}”已不存在。是否被移动、改名，或所在磁盘已拔出？</translation>
    </message>
    <message>
      <source>“{name}” may not be read: the system refuses access to it.</source>
      <translation>不允许读取“{name}”：系统拒绝访问。</translation>
    </message>
    <message numerus="yes">
      <source>… and %n more</source>
      <translation>
        <numerusform>……还有 %n 个</numerusform>
      </translation>
    </message>
  </context>
</TS>
